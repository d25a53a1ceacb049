-- Keys that every instance shares, wrapped (base64) by the key-encryption key with the fingerprint beside them.
create table house_key (
    name            varchar(40)  not null,
    wrapped         varchar(400) not null,
    kek_fingerprint varchar(64)  not null,
    created_at      bigint       not null,
    primary key (name)
);
