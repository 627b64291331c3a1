/** The shapes in which providers report errors; a refusal takes the shape its client reads. */

/** https://platform.openai.com/docs/guides/error-codes */
export const openaiError = (_status: number, reason: string): unknown => ({
  error: { message: reason, type: 'invalid_request_error', param: null, code: 'cordon_refused' },
});

/** https://docs.anthropic.com/en/api/errors */
export const anthropicError = (_status: number, reason: string): unknown => ({
  type: 'error',
  error: { type: 'invalid_request_error', message: reason },
});

/** https://google.aip.dev/193 */
export const googleError = (status: number, reason: string): unknown => ({
  error: { code: status, message: reason, status: 'INVALID_ARGUMENT' },
});

/** https://github.com/ollama/ollama/blob/main/docs/api.md */
export const ollamaError = (_status: number, reason: string): unknown => ({ error: reason });
