// Pages of the widgets: choice of the framework whose code is shown, copying, and examples in each state.
const KEY = 'letz-framework';

/** Shows the code of one framework in all examples. */
function showFramework(name) {
  for (const block of document.querySelectorAll('[data-framework]')) block.hidden = block.dataset.framework !== name;
  for (const button of document.querySelectorAll('.tabs [aria-pressed]'))
    button.ariaPressed = String(button.value === name);
}

const chosen = localStorage.getItem(KEY);
if (chosen && document.querySelector(`[data-framework="${CSS.escape(chosen)}"]`)) showFramework(chosen);

for (const group of document.querySelectorAll('.code')) {
  group.addEventListener('click', async ({ target }) => {
    if (target.matches('[aria-pressed]')) {
      localStorage.setItem(KEY, target.value);
      showFramework(target.value);
    } else if (target.matches('.copy')) {
      await navigator.clipboard.writeText(group.querySelector('pre:not([hidden])').textContent);
      target.textContent = 'Copied';
      target.addEventListener('blur', () => (target.textContent = 'Copy'), { once: true });
    }
  });
}

const example = document.querySelector('.example letz-context > :not(letz-params), .example > :not(letz-context)');

/** The result with no rows, whichever way it holds them. */
function withoutRows(result) {
  const empty = { ...result, rowCount: 0 };
  if (result?.rows) empty.rows = [];
  if (result?.tables) empty.tables = [];
  if (result?.values) empty.values = result.values.map(() => []);
  return empty;
}

/** Puts a copy of the first example into a state. */
function showState(state) {
  const copy = example.cloneNode();
  const context = document.createElement('letz-context');
  context.id = 'state';
  // A token that never arrives, and one that the user's session no longer gives.
  context.tokenProvider = { loading: () => new Promise(() => {}), expired: async () => undefined }[state];
  // No token: the gateway is not asked.
  if (state === 'error') copy.setAttribute('token', 'none');
  if (state === 'empty') {
    copy.removeAttribute('query');
    copy.result = withoutRows(example.result);
  }
  context.append(copy);
  document.querySelector('#state').replaceWith(context);
}

document.querySelector('.states')?.addEventListener('click', ({ target, currentTarget }) => {
  if (!target.matches('button')) return;
  for (const button of currentTarget.children) button.ariaPressed = String(button === target);
  showState(target.value);
});
