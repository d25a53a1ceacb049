-- Where contents that are not sealed were stored, by their hash, so that the same bytes are not stored and paid for twice.
create table known_blob (
    sha256        varchar(64) not null,
    size          bigint      not null,
    blob_id       varchar(43) not null,
    sui_object_id varchar(66),
    end_epoch     bigint      not null,
    until_at      bigint      not null,
    primary key (sha256, size)
);
create index known_blob_id on known_blob (blob_id);
