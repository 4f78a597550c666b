// The only script of a rule's page: links that the extension follows, and marks on what is bad and what is good.
const vscode = acquireVsCodeApi();

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-rule], a[data-uri]');
  if (!link) return;
  event.preventDefault();
  const { rule, uri, span } = link.dataset;
  vscode.postMessage(rule ? { kind: 'rule', rule } : { kind: 'reveal', uri, span: JSON.parse(span) });
});

const SIDES = { Caught: 'bad', Becomes: 'good', 'Left alone': 'good' };
for (const heading of document.querySelectorAll('main h2')) {
  const side = SIDES[heading.textContent];
  for (let at = heading.nextElementSibling; side && at && at.tagName !== 'H2'; at = at.nextElementSibling) {
    if (at.tagName !== 'PRE') continue;
    const box = document.createElement('div');
    box.className = side;
    at.before(box);
    box.append(at);
    at = box;
  }
}
