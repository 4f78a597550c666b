import { createClient } from 'npm:@supabase/supabase-js@2.45.4';

const supabase = createClient(Deno.env.get('SUPABASE_URL'), Deno.env.get('SUPABASE_SERVICE_ROLE_KEY'));

Deno.serve(async (req) => {
  const { id, text } = await req.json();
  await supabase.from('guestbook').update({ text }).eq('id', id);
  return new Response(null, { status: 204 });
});
