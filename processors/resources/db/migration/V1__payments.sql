-- What was presented, what became of it, and what it entitles to. Times are milliseconds since 1970, hex is lower case,
-- amounts are decimal digits of up to 78 places. H2 and PostgreSQL read this file alike.
create table payment (
    chain_id         bigint        not null,
    asset            varchar(42)   not null,
    payer            varchar(42)   not null,
    nonce            varchar(66)   not null,
    digest           varchar(66)   not null,
    signature        varchar(8192) not null,
    x402_version     integer       not null,
    item_id          varchar(40)   not null,
    amount           varchar(78)   not null,
    pay_to           varchar(42)   not null,
    valid_before     varchar(78)   not null,
    quote            varchar(512),
    request          bytea         not null,
    state            varchar(10)   not null,
    lease_version    bigint        not null,
    lease_until      bigint        not null,
    settle_attempts  integer       not null,
    transaction_hash varchar(66),
    reason           varchar(400),
    receipt_id       varchar(40),
    claimed_at       bigint        not null,
    changed_at       bigint        not null,
    settled_at       bigint,
    primary key (chain_id, asset, payer, nonce)
);
create index payment_state on payment (state, lease_until);

create table entitlement (
    receipt_id   varchar(40) not null,
    chain_id     bigint      not null,
    asset        varchar(42) not null,
    payer        varchar(42) not null,
    nonce        varchar(66) not null,
    item_id      varchar(40) not null,
    granted_at   bigint      not null,
    until_at     bigint      not null,
    deliveries   integer     not null,
    completed_at bigint,
    primary key (receipt_id)
);
create index entitlement_owner on entitlement (payer, item_id);

-- Side effects of a sale, written with it and carried out afterwards, at least once.
create table outbox (
    id           varchar(40)   not null,
    kind         varchar(40)   not null,
    payload      varchar(4000) not null,
    created_at   bigint        not null,
    delivered_at bigint,
    primary key (id)
);
create index outbox_waiting on outbox (delivered_at, created_at);
