-- What a key management service wraps is longer than what a file's key wraps.
alter table house_key alter column wrapped set data type varchar(2000);
