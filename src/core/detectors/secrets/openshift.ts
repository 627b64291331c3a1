import type { Detector } from '../detector.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const openshift: readonly Detector[] = [
  prefixToken({
    id: 'openshift-token',
    title: 'OpenShift OAuth token',
    can: "act in the OpenShift cluster in its owner's name",
    type: 'OPENSHIFT_TOKEN',
    prefixes: ['sha256~'],
    body: [base64url(43)],
    published: 'https://docs.redhat.com/en/documentation/openshift_container_platform/4.16/html/authentication_and_authorization/',
  }),
];
