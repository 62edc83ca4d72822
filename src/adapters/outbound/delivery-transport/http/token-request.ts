import { type ClientCredentials } from '../../../../domain/destination/destination';

export interface TokenRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** As forms encode it: RFC 6749, 2.3.1. */
const encoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

/** The request for a token of the client itself (RFC 6749, 4.4.2). */
export const tokenRequest = (
  { clientId, scope, clientAuthentication }: ClientCredentials,
  clientSecret: string,
): TokenRequest => {
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...(scope === undefined ? {} : { scope }) });
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
  if (clientAuthentication === 'body') {
    form.set('client_id', clientId);
    form.set('client_secret', clientSecret);
    return { headers, body: form.toString() };
  }
  const who = Buffer.from(`${encoded(clientId)}:${encoded(clientSecret)}`).toString('base64');
  return { headers: { ...headers, authorization: `Basic ${who}` }, body: form.toString() };
};
