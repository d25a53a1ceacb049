-- Upload tickets that have been used: one upload each. What came of it is kept until the ticket's holder has asked.
create table upload_tickets (
    id varchar(64) not null primary key,
    used_at bigint not null,
    forget_at bigint not null,
    answer varchar(16384)
);

create index upload_tickets_over on upload_tickets (forget_at);
