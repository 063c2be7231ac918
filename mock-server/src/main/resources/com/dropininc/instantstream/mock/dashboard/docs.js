// Shows one document only: nothing in the address can name another.
const docs = document.querySelector('#docs');
const ui = SwaggerUIBundle({
  url: docs.dataset.document,
  domNode: docs,
  queryConfigEnabled: false,
  validatorUrl: null,
  deepLinking: true,
  tryItOutEnabled: true,
  persistAuthorization: false,
  syntaxHighlight: { activated: false },
  onComplete: () => ui.preauthorizeApiKey('apikey', docs.dataset.key),
});
