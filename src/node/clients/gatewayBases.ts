import { readAddress } from '../gateway/address.ts';
import { clientAddresses } from '../gateway/addresses.ts';
import { NO_WORKSPACE } from '../gateway/workspaces.ts';
import type { GatewayBases } from './client.ts';

/** The addresses of this user's gateway, which stay when it is started again; undefined before it first ran. */
export function gatewayBases(state: string): GatewayBases | undefined {
  const { port, token } = readAddress(state) ?? {};
  if (port === undefined || token === undefined) return undefined;
  const { anthropic = '', openai = '', gemini = '', ollama = '' } = clientAddresses(port, token, NO_WORKSPACE);
  return { root: `http://127.0.0.1:${port}/${token}/${NO_WORKSPACE}`, anthropic, openai, gemini, ollama };
}

/** Whether an address is that of a gateway of Cordon's, this one's or an earlier one's. */
export const isGatewayAddress = (address: string): boolean => /^http:\/\/127\.0\.0\.1:\d+\/[A-Za-z0-9]{32,64}\//.test(address);
