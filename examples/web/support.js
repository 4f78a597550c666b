// The chat for customers at the corner of every page.
export function openSupport(user) {
  window.Intercom('boot', {
    app_id: 'k3v9x2ab',
    name: user.name,
    email: user.email,
  });
}
