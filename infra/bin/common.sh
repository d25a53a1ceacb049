# Shared by the commands in this folder; not a command itself.
# shellcheck shell=bash
set -euo pipefail

readonly CDK=aws-cdk@2.1148.1
infra="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
root="$(dirname "$infra")"

die() { echo "$*" >&2; exit 2; }

# Prints the comment at the top of the command as its help.
usage() { sed -n '2,/^set\|^source\|^$/{s/^# \{0,1\}//p;}' "$0"; exit 0; }

# Runs a command, or with dry=yes only says it.
run() {
  if [ "${dry:-no}" = yes ]; then
    local said="$*"
    printf 'would run: %s\n' "${said/#maven /mvn }"
  else
    "$@"
  fi
}

need() { command -v "$1" >/dev/null || die "$1 is needed and not installed: $2"; }

cdk() {
  need npx "install Node 22 or newer, with npm"
  (cd "$infra" && run env CDK_DISABLE_CLI_TELEMETRY=true npx --yes "$CDK" "$@" --no-notices)
}

# Without an account the CLI would wait half a minute for one; the stacks do not depend on any.
cdk_offline() {
  AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=none AWS_SECRET_ACCESS_KEY=none AWS_EC2_METADATA_DISABLED=true cdk "$@"
}

region() { echo "${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region 2>/dev/null || true)}}"; }

# Ends with a sentence unless AWS can be called; a dry run looks at nothing.
account() {
  [ "${dry:-no}" = no ] || return 0
  need aws "see https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"
  [ -n "$(region)" ] || die "No region: set AWS_REGION, such as AWS_REGION=eu-west-1."
  aws sts get-caller-identity --query Account --output text 2>/dev/null ||
    die "No AWS credentials, or expired ones: run 'aws configure' or 'aws sso login', or set AWS_PROFILE."
}

bootstrapped() {
  [ "${dry:-no}" = no ] || return 0
  aws cloudformation describe-stacks --stack-name CDKToolkit >/dev/null 2>&1 ||
    die "This account and region are not prepared for CDK. Once: npx $CDK bootstrap aws://$(account)/$(region)"
}

# The tag of an image is the commit it was built from.
tag() {
  local commit
  commit="${IMAGE_TAG:-$(git -C "$root" rev-parse --short=12 HEAD 2>/dev/null || true)}"
  [ -n "$commit" ] || die "No commit to name the image after: set IMAGE_TAG."
  echo "$commit"
}

maven() { if command -v mvn >/dev/null; then mvn "$@"; else "$root/mvnw" "$@"; fi; }
