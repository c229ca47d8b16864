// Script of the admin page: gets tokens for the widgets, and leaves the page when the session has ended.
const context = document.querySelector('letz-context');

if (context) {
  context.tokenProvider = async () => {
    const response = await fetch('/token', { method: 'POST' });
    return response.ok ? response.text() : undefined;
  };
  context.addEventListener('letz-token-expired', () => location.assign('/sign-in'));
}
