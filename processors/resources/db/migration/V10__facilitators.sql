-- who was asked to move the money: written before the first byte leaves, and asked again whenever the answer stayed open
alter table payment add column facilitator varchar(2048);
