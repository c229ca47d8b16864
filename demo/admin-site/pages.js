// Pages of the site.

/** @param {string} text */
const escapeHtml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/**
 * @param {string} title
 * @param {string} gateway
 * @param {string} body
 */
const page = (title, gateway, body) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/admin.css">
    <script type="module" src="${gateway}/letz.js"></script>
    <script type="module" src="/admin.js"></script>
  </head>
  <body>
${body}
  </body>
</html>
`;

/**
 * @param {string} gateway
 * @param {boolean} failed true after a wrong password
 */
export const signInPage = (gateway, failed) =>
  page(
    'Sign in',
    gateway,
    `    <main>
      <h1>Sign in</h1>${failed ? '\n      <p role="alert">Wrong name or password.</p>' : ''}
      <form method="post" action="/sign-in">
        <label>Name <input name="name" autocomplete="username" required></label>
        <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
        <button>Sign in</button>
      </form>
    </main>`,
  );

/**
 * @param {string} gateway
 * @param {import('./sessions.js').User} user
 */
export const adminPage = (gateway, user) =>
  page(
    'Admin',
    gateway,
    `    <header>
      <h1>Admin</h1>
      <form method="post" action="/sign-out"><span>${escapeHtml(user.name)}</span> <button>Sign out</button></form>
    </header>
    <main>
      <letz-context gateway="${gateway}" refresh="60">
        <div class="metrics">
          <letz-metric query="new-signups" label="New signups, 7 days"></letz-metric>
          <letz-metric query="active-users" label="Active users, 7 days"></letz-metric>
        </div>
        <letz-chart query="signups-by-day"></letz-chart>${
          user.role === 'support'
            ? `
        <h2>People</h2>
        <letz-query-table query="recent-messages" sets="search=waid"></letz-query-table>
        <letz-params query="user-directory" only="search"></letz-params>
        <letz-query-table query="user-directory"></letz-query-table>`
            : ''
        }
      </letz-context>
    </main>`,
  );
