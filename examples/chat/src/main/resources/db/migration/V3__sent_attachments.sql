alter table attachment
  -- How often the send with the key that has it was tried.
  add column claims integer not null default 0,
  -- From when it is known that a message has it.
  add column sent boolean not null default false;

update attachment set claims = 1, sent = true where claimed_by is not null;

create index attachment_not_sent on attachment (uploader) where not sent;
