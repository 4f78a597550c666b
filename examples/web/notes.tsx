'use client';

import { createClient } from '@supabase/supabase-js';
import { useSearchParams } from 'next/navigation';
import React from 'react';

const supabase = createClient('https://shop.example', process.env.SUPABASE_SERVICE_ROLE_KEY);
const mail = process.env.NEXT_PUBLIC_MAIL_SECRET_KEY;

export function Notes({ user }: { readonly user: { readonly role: string } }) {
  const back = useSearchParams().get('back') ?? '/';
  if (user.role !== 'admin') return null;
  const remove = (id: number) => fetch(`/api/notes/${id}`, { method: 'DELETE', headers: { mail } });
  return (
    <>
      <a href={back}>Back</a>
      <button onClick={() => remove(1)}>Delete</button>
      <button onClick={() => supabase.from('notes').delete()}>Delete all</button>
    </>
  );
}
