-- The parts that Walrus holds an item in, each a blob of its own; most items have one. A part without a blob has been
-- received and not been stored yet: only uploads that can be resumed have such rows.
create table item_part (
    item_id     varchar(40) not null,
    part        integer     not null,
    blob_id     varchar(64),
    byte_size   bigint      not null,
    stored_size bigint,
    seal_header bytea,
    end_epoch   bigint,
    sha256      varchar(64),
    hash_state  bytea,
    primary key (item_id, part)
);
alter table item add column parts integer default 1 not null;
alter table item add column kek_fingerprint varchar(64) default '' not null;
create index item_kek on item (kek_fingerprint);
insert into item_part (item_id, part, blob_id, byte_size, stored_size, end_epoch)
    select id, 0, blob_id, byte_size,
        case when sealed then byte_size + 40 + 16 * ((byte_size + 40 + 65519) / 65520) else byte_size end, end_epoch
    from item where blob_id is not null and byte_size is not null;

-- Uploads that can be resumed: what was asked for, and when its sender was last heard of.
create table upload (
    id         varchar(40)   not null,
    item_id    varchar(40)   not null,
    fields     varchar(8000) not null,
    byte_size  bigint        not null,
    part_size  bigint        not null,
    created_at bigint        not null,
    touched_at bigint        not null,
    primary key (id)
);
create unique index upload_item on upload (item_id);
