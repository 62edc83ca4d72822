import { type ClientCredentialsInput, type DestinationInput } from '../../../../application/use-cases/hooks';
import { type HookDefaults } from '../../../../domain/hook/hook-defaults';
import { type DestinationDto, type OAuth2Dto, type SuccessDto } from './destination.dto';
import { isGiven, msOr } from './given';

const successOf = (
  success: SuccessDto | null | undefined,
): { readonly successStatus?: number; readonly successPattern?: string } => ({
  ...(isGiven(success?.status) ? { successStatus: success.status } : {}),
  ...(isGiven(success?.pattern) ? { successPattern: success.pattern } : {}),
});

const credentialsOf = ({
  tokenUrl,
  clientId,
  clientSecret,
  scope,
  clientAuthentication,
}: OAuth2Dto): ClientCredentialsInput => ({
  tokenUrl,
  clientId,
  clientSecret,
  ...(isGiven(scope) ? { scope } : {}),
  ...(isGiven(clientAuthentication) ? { clientAuthentication } : {}),
});

/** Where a hook sends, in the use case's words. */
export const destinationOf = (
  { type, url, headers, oauth2, success, signature, handshake, timeouts }: DestinationDto,
  defaults: HookDefaults,
): DestinationInput =>
  type === 'http'
    ? {
        kind: 'http',
        url,
        headers: headers ?? {},
        ...(isGiven(oauth2) ? { oauth2: credentialsOf(oauth2) } : {}),
        ...successOf(success),
        ...(isGiven(signature) ? { signature } : {}),
        ...(isGiven(handshake) ? { handshake: { origin: handshake.origin } } : {}),
        connectTimeoutMs: msOr(defaults.connectTimeoutMs, timeouts?.connectSeconds),
        answerTimeoutMs: msOr(defaults.answerTimeoutMs, timeouts?.answerSeconds),
      }
    : { kind: type };
