-- Prices by size, several networks, terms that were superseded, and how an item's time passes.
alter table item add column entitlement_ms bigint default 86400000 not null;
alter table item add column expires_at bigint;
alter table item add column gone_at bigint;
alter table item add column notified_at bigint;
alter table item add column withdrawn_at bigint;
alter table item add column taken_down_at bigint;
alter table item add column taken_down_reason varchar(400);
update item set expires_at = sellable_until, gone_at = sellable_until;

-- price is what per_mib, least_price and most_price came to; without per_mib it is what the seller named.
alter table item_terms add column per_mib varchar(78);
alter table item_terms add column least_price varchar(78);
alter table item_terms add column most_price varchar(78);
alter table item_terms add column networks varchar(200) default '' not null;
alter table item_terms add column superseded_at bigint;

-- Who relies on an item, and whose time has come.
create index entitlement_item on entitlement (item_id, until_at);
create index item_sale_end on item (state, sellable_until);
