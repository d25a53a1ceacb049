-- What the wallet has set aside, by UTC day and by whose behalf; in millionths of a dollar.
create table wallet_days (
    day_utc bigint not null,
    scope varchar(80) not null,
    reserved bigint not null,
    primary key (day_utc, scope)
);

-- One row for every purchase that money was set aside for. The kept payment is what a retry presents again.
create table wallet_purchases (
    id varchar(64) not null primary key,
    caller varchar(64) not null,
    automatic boolean not null,
    url varchar(2048) not null,
    pay_to varchar(64) not null,
    network varchar(64) not null,
    asset varchar(64) not null,
    amount varchar(78) not null,
    micros bigint not null,
    state varchar(16) not null,
    reserved_at bigint not null,
    updated_at bigint not null,
    payment varchar(32768)
);

create index wallet_purchases_of on wallet_purchases (caller, reserved_at);

-- What happened, line by line; nothing in here is changed or removed.
create table wallet_audit (
    id varchar(40) not null primary key,
    purchase varchar(64) not null,
    caller varchar(64) not null,
    happened_at bigint not null,
    event varchar(24) not null,
    detail varchar(600) not null
);

create index wallet_audit_of on wallet_audit (purchase, happened_at);

-- A person's yes to one price of one seller; hashed, used once.
create table wallet_confirmations (
    token_hash varchar(64) not null primary key,
    caller varchar(64) not null,
    url varchar(2048) not null,
    pay_to varchar(64) not null,
    micros bigint not null,
    expires_at bigint not null
);
