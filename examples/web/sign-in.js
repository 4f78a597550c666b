export async function signIn(form) {
  const answer = await fetch('/sign-in', { method: 'POST', body: new FormData(form) });
  const { token } = await answer.json();
  localStorage.setItem('token', token);
}
