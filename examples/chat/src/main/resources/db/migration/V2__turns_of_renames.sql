-- Who gives the name to the conversations now, and until when nobody else may.
alter table profile
  add column spread_turn uuid,
  add column spread_until timestamptz;
