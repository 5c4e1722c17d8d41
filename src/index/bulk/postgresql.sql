-- The documents of a Meldwijzer site in PostgreSQL (12 or newer), with psql:
--
--   meldwijzer export --bulk=postgresql --out documents.sql
--   meldwijzer export --bulk | psql --set ON_ERROR_STOP=1 --file documents.sql
--
-- and then
--
--   select url, title, heading from documents, websearch_to_tsquery('dutch', 'tijdelijk huisverbod') asked
--   where found @@ asked order by ts_rank(found, asked) desc limit 10;
--
-- The columns are the fields that the schema explains: meldwijzer export --bulk=schema.

begin;

drop table if exists documents;
create table documents (
  id text primary key,
  url text not null,
  anchor text not null,
  title text not null,
  heading text not null,
  breadcrumb text[] not null,
  aliases text not null,
  text text not null,
  kind text not null,
  audience text not null,
  language text not null,
  updated date,
  period text,
  sources text[] not null,
  found tsvector not null generated always as (
    setweight(to_tsvector('dutch', title), 'A') || setweight(to_tsvector('dutch', aliases), 'B') ||
    setweight(to_tsvector('dutch', heading), 'B') || to_tsvector('dutch', text)
  ) stored
);
create index on documents using gin (found);

-- A line as it stands: as a table of one column, divided and quoted by signs that JSON cannot hold.
create temporary table lines (line jsonb not null) on commit drop;
\copy lines from pstdin with (format csv, delimiter e'\x01', quote e'\x02')

insert into documents
  (id, url, anchor, title, heading, breadcrumb, aliases, text, kind, audience, language, updated, period, sources)
select one.* from lines, jsonb_to_record(line) as one (
  id text, url text, anchor text, title text, heading text, breadcrumb text[], aliases text, text text, kind text,
  audience text, language text, updated date, period text, sources text[]
);

commit;
