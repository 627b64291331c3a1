/** What a new classification file holds: everything it could say, as comments, so that it changes nothing until somebody edits it. */
export const STARTER = `# Which files may go to which AI assistant. Cordon reads this file in every folder it stands in.
version: 1

# The tier of every file that no rule below names.
default: internal

# Tiers, the most open first, and what is done with a request that holds such content:
#   allow    it may go out; secrets are replaced by placeholders all the same
#   redact   secrets, personal data and classified text are replaced by placeholders
#   block    the request is refused
# These four hold unless you write others:
# tiers:
#   public: allow
#   internal: redact
#   confidential: { default: block, local: redact, copilot: redact }
#   restricted: block

# Globs as in .gitignore; the last match wins. Keys (.env*, *.pem, id_* and the like) are restricted without being named.
files:
  # - match: "docs/**"
  #   tier: public
  # - match: ["src/payments/**", "**/*.customers.csv"]
  #   tier: confidential
  #   reason: customer data
  #   owner: "@payments"

# Where content may go. Without this section every known provider counts as approved.
# providers:
#   copilot: { approved: true }
#   local: { hosts: [localhost, 127.0.0.1], approved: true }
#   "*": { approved: false }

# detectors:
#   disable: [person-name]
`;
