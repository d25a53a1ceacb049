-- Finding out what became of open settlements, telling others of sales, and forgetting who bought.

-- since when nobody knows the answer, when the reconciler looks next, how often it has, and whether an operator was told
alter table payment add column doubted_at bigint;
alter table payment add column look_at bigint default 0 not null;
alter table payment add column looks integer default 0 not null;
alter table payment add column alarmed_at bigint;

-- when payer and nonce were replaced by their keyed hashes
alter table payment add column forgotten_at bigint;
create index payment_forgetting on payment (forgotten_at, changed_at);

create index entitlement_incomplete on entitlement (completed_at, granted_at);

-- a message is tried again until it is delivered or given up
alter table outbox add column attempts integer default 0 not null;
alter table outbox add column next_at bigint default 0 not null;
alter table outbox add column dead_at bigint;
alter table outbox add column error varchar(400);
