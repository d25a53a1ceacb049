-- What buyers show instead of a payment. Times are milliseconds since 1970.

-- Sign-ins that were used: each is good once for a wallet. Swept once they are over.
create table spent_nonce (
    nonce    varchar(64) not null,
    wallet   varchar(42) not null,
    until_at bigint      not null,
    primary key (nonce, wallet)
);
create index spent_nonce_until on spent_nonce (until_at);
