create table public.notes (
  id bigint generated always as identity primary key,
  author uuid references auth.users,
  body text
);
