# Functions shared by the commands in this folder; not a command itself.
# shellcheck shell=bash
set -euo pipefail

readonly CDK=aws-cdk@2.1148.1
infra="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
root="$(dirname "$infra")"

die() { echo "$*" >&2; exit 2; }

# Prints the comment at the top of the command as its help text.
usage() { sed -n '2,/^set\|^source\|^$/{s/^# \{0,1\}//p;}' "$0"; exit 0; }

# Runs a command, or only prints it when dry=yes.
run() {
  if [ "${dry:-no}" = yes ]; then
    local line="$*"
    printf 'would run: %s\n' "${line/#maven /mvn }"
  else
    "$@"
  fi
}

need() { command -v "$1" >/dev/null || die "$1 is not installed: $2"; }

cdk() {
  need npx "install Node 22 or newer, with npm"
  (cd "$infra" && run env CDK_DISABLE_CLI_TELEMETRY=true npx --yes "$CDK" "$@" --no-notices)
}

# Without credentials the CLI waits half a minute for some; the stacks do not need an account.
cdk_offline() {
  AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=none AWS_SECRET_ACCESS_KEY=none AWS_EC2_METADATA_DISABLED=true cdk "$@"
}

region() { echo "${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region 2>/dev/null || true)}}"; }

# Prints the account, or fails with a message when AWS is not reachable. A dry run checks nothing.
account() {
  [ "${dry:-no}" = no ] || return 0
  need aws "see https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"
  [ -n "$(region)" ] || die "No region is set. Set AWS_REGION, for example AWS_REGION=eu-west-1."
  aws sts get-caller-identity --query Account --output text 2>/dev/null ||
    die "AWS credentials are missing or expired. Run 'aws configure' or 'aws sso login', or set AWS_PROFILE."
}

bootstrapped() {
  [ "${dry:-no}" = no ] || return 0
  aws cloudformation describe-stacks --stack-name CDKToolkit >/dev/null 2>&1 ||
    die "This account and region are not bootstrapped for CDK. Run once: npx $CDK bootstrap aws://$(account)/$(region)"
}

# Prints the tag of the image: the commit that it is built from, or IMAGE_TAG.
tag() {
  local commit
  commit="${IMAGE_TAG:-$(git -C "$root" rev-parse --short=12 HEAD 2>/dev/null || true)}"
  [ -n "$commit" ] || die "No git commit for the tag of the image. Set IMAGE_TAG."
  echo "$commit"
}

maven() { if command -v mvn >/dev/null; then mvn "$@"; else "$root/mvnw" "$@"; fi; }
