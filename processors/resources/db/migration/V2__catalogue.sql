-- What is for sale. A row is written before the first byte leaves for Walrus; the blob's columns are filled when it is stored.
create table item (
    id                varchar(40)   not null,
    state             varchar(10)   not null,
    blob_id           varchar(64),
    title             varchar(200)  not null,
    description       varchar(2000) not null,
    file_name         varchar(255)  not null,
    content_type      varchar(255)  not null,
    byte_size         bigint,
    sha256            varchar(64),
    sealed            boolean       not null,
    wrapped_key       bytea         not null,
    terms_version     integer       not null,
    end_epoch         bigint,
    sellable_until    bigint,
    sui_object_id     varchar(80),
    seller_token_hash varchar(64)   not null,
    created_at        bigint        not null,
    primary key (id)
);
create unique index item_blob on item (blob_id);
create index item_newest on item (state, created_at, id);

-- Every version of an item's terms; item.terms_version names the current one.
create table item_terms (
    item_id  varchar(40) not null,
    version  integer     not null,
    price    varchar(78) not null,
    pay_to   varchar(42) not null,
    chain_id bigint      not null,
    since_at bigint      not null,
    primary key (item_id, version)
);
