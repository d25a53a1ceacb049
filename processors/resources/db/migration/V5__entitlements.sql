-- What buyers show instead of a payment. Times are milliseconds since 1970.

-- Sign-ins that were used: each is good once for a wallet. Swept once they are over.
create table spent_nonce (
    nonce    varchar(64) not null,
    wallet   varchar(42) not null,
    until_at bigint      not null,
    primary key (nonce, wallet)
);
create index spent_nonce_until on spent_nonce (until_at);

-- Names that buyers gave to their payments (extension payment-identifier): one name stands for one signed payment for one
-- item. Swept after a while.
create table payment_identifier (
    payer    varchar(42)  not null,
    id       varchar(128) not null,
    item_id  varchar(40)  not null,
    digest   varchar(66)  not null,
    until_at bigint       not null,
    primary key (payer, id)
);
create index payment_identifier_until on payment_identifier (until_at);

-- When an operator took the right to fetch a file back; until_at is the same moment then.
alter table entitlement add column revoked_at bigint;
