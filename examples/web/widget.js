window.addEventListener('message', (event) => {
  document.querySelector('#address').innerHTML = event.data.address;
});

export function checkOut(cart) {
  window.parent.postMessage({ type: 'checkout', cart }, '*');
}
