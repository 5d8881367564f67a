// npm run -s ask -- <sign-in name> '<query>': signs in at the house that runs here and asks it.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './terminal.mjs';

const demoPassword = 'shouwen-demo-2026';

/** Prints the answer of the graph. The password is that of the demo company unless PASSWORD says otherwise. */
export const ask = async ([signInName, query]) => {
  if (signInName === undefined || query === undefined) {
    throw new Error(`Say who asks and what: npm run -s ask -- zhoumin '{ me { staff { name } } }'`);
  }
  const url = addressOfTheHouse();
  const password = process.env.PASSWORD ?? demoPassword;
  const signedIn = await send(url, { query: signIn, variables: { input: { signInName, password } } });
  const { accessToken, message } = signedIn.data?.signIn ?? {};
  if (accessToken === undefined) throw new Error(message?.en ?? JSON.stringify(signedIn.errors));
  console.log(JSON.stringify(await send(url, { query }, accessToken), null, 2));
};

const signIn = `mutation ($input: SignInInput!) {
  signIn(input: $input) { ... on SignedIn { accessToken } ... on Refusal { message { en } } }
}`;

const addressOfTheHouse = () => {
  try {
    return readFileSync(join(resolve(root, process.env.DATA_DIR || '.data'), 'run/address'), 'utf8').trim();
  } catch {
    throw new Error('The house does not run here: start it with "npm start" in another terminal.');
  }
};

const send = async (url, body, token) => {
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
  return answer.json();
};
