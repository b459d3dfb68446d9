create table profile (
  id uuid primary key,
  cognito_id text unique,
  handle text not null unique,
  display_name text not null,
  -- False from a change of the name until all conversations have it.
  name_spread boolean not null default true
);

create table attachment (
  id uuid primary key,
  group_id text not null,
  uploader uuid not null references profile (id),
  name text not null,
  type text not null,
  size bigint not null,
  width integer,
  height integer,
  -- The idempotency key of the send that took it; null until one did.
  claimed_by text,
  uploaded_at timestamptz not null default now()
);

create index attachment_unclaimed on attachment (uploaded_at) where claimed_by is null;
