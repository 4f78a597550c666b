/** What a text has in it that speaks to a language model, or serves one: libraries, addresses, words of their interfaces. */
const WORDS =
  /openai|OpenAI|nthropic|[cC]laude|[gG]emini|[gG]en[aA][iI]|enerativeAI|lang[cC]hain|llama|[mM]istral|cohere|[oO]llama|ugging|modelcontextprotocol|fastmcp|McpServer|[bB]edrock|[gG]roq|eplicate|xenova|mastra|[pP]inecone|[qQ]drant|[cC]hroma|eaviate|[eE]mbedding|[vV]ectorStore|from ['"]ai['"/]|require\(['"]ai['"/]|@ai-sdk|chat\.completions|\/completions|enerateContent|[lL][lL][mM]|[gG][pP][tT]|\/api\/(chat|ask|ai|assistant|completion|generate|copilot|agent)\b|(ai|AI|model|Model|generated|completion|assistant)_?(Output|Response|Reply|Answer|Generated|Text|output|response|reply|answer)/;

/** Whether a file is worth looking at with what is known of language models. */
export const speaksOfModels = (text: string): boolean => WORDS.test(text);
