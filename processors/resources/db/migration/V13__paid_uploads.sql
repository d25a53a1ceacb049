-- Which upload a payment has opened: one, for ever, also when that upload was given up.
create table paid_upload (
    receipt_id varchar(40) not null,
    upload_id  varchar(40) not null,
    opened_at  bigint      not null,
    primary key (receipt_id)
);
