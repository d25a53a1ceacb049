-- Who appends to an upload at present: whoever comes later takes it over, and the one before can write nothing any more.
alter table upload add column holder varchar(40) default '' not null;
