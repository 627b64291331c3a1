import type { Detector } from '../detector.ts';

export const kubernetes: readonly Detector[] = [
  {
    id: 'kubernetes-bootstrap-token',
    title: 'Kubernetes bootstrap token',
    kind: 'secret',
    why: 'It can join machines to the cluster.',
    type: 'KUBE_BOOTSTRAP_TOKEN',
    literals: ['kubeadm', 'bootstrap'],
    pattern:
      /(?:kubeadm|bootstrap)[^\n]{0,80}?(?:--token|[Tt]oken["']?\s{0,3}[:=])\s{0,3}["']?(?<value>[a-z0-9]{6}\.[a-z0-9]{16})(?![A-Za-z0-9.])/i,
    after: 140,
    confidence: 'high',
    finds: (fake) => [`kubeadm join 10.0.0.1:6443 --token «${fake.lowerAlnum(6)}.${fake.lowerAlnum(16)}» --discovery-token-ca-cert-hash x`],
    ignores: (fake) => [
      { text: 'kubeadm join 10.0.0.1:6443 --token <token>', because: 'it is a placeholder' },
      { text: `kubeadm join 10.0.0.1:6443 --token ${fake.lowerAlnum(6)}.${fake.lowerAlnum(12)}`, because: 'it is too short' },
    ],
    published: 'https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/',
  },
  {
    id: 'kubernetes-client-key',
    title: 'Kubernetes client key',
    kind: 'secret',
    why: 'It can act in the cluster as the user of the kubeconfig.',
    type: 'KUBE_CLIENT_KEY',
    literals: ['client-key-data'],
    pattern: /client-key-data["']?\s{0,4}:\s{0,4}["']?(?<value>LS0tLS1CRUdJTi[A-Za-z0-9+/]{100,6000}={0,2})(?![A-Za-z0-9+/=])/,
    after: 6100,
    confidence: 'high',
    finds: (fake) => [`\n    client-key-data: «LS0tLS1CRUdJTi${fake.base64(800)}==»`],
    ignores: (fake) => [
      { text: 'client-key-data: DATA+OMITTED', because: 'kubectl leaves it out' },
      { text: `client-certificate-data: LS0tLS1CRUdJTi${fake.base64(800)}`, because: 'a certificate is public' },
    ],
    published: 'https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/',
  },
];
