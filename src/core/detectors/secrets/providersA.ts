/** Secrets of AI providers, clouds and infrastructure, source hosts, CI and work tools. */
import type { Detector } from '../detector.ts';
import { agentops } from './agentops.ts';
import { airtable } from './airtable.ts';
import { akamai } from './akamai.ts';
import { akeyless } from './akeyless.ts';
import { alibaba } from './alibaba.ts';
import { ansible } from './ansible.ts';
import { anyscale } from './anyscale.ts';
import { apify } from './apify.ts';
import { apolloGraph } from './apolloGraph.ts';
import { appCenter } from './appCenter.ts';
import { asana } from './asana.ts';
import { assemblyai } from './assemblyai.ts';
import { azureDevOps } from './azureDevOps.ts';
import { backblaze } from './backblaze.ts';
import { baseten } from './baseten.ts';
import { bitbucket } from './bitbucket.ts';
import { bitrise } from './bitrise.ts';
import { bitwarden } from './bitwarden.ts';
import { blackForestLabs } from './blackForestLabs.ts';
import { braintrust } from './braintrust.ts';
import { brave } from './brave.ts';
import { browserbase } from './browserbase.ts';
import { browserstack } from './browserstack.ts';
import { buildkite } from './buildkite.ts';
import { cartesia } from './cartesia.ts';
import { cerebras } from './cerebras.ts';
import { chromatic } from './chromatic.ts';
import { circleci } from './circleci.ts';
import { civitai } from './civitai.ts';
import { clarifai } from './clarifai.ts';
import { clickup } from './clickup.ts';
import { cloudflare } from './cloudflare.ts';
import { coda } from './coda.ts';
import { codacy } from './codacy.ts';
import { codeclimate } from './codeclimate.ts';
import { codecov } from './codecov.ts';
import { codesandbox } from './codesandbox.ts';
import { cohere } from './cohere.ts';
import { comet } from './comet.ts';
import { confluent } from './confluent.ts';
import { consul } from './consul.ts';
import { context7 } from './context7.ts';
import { coveralls } from './coveralls.ts';
import { crowdin } from './crowdin.ts';
import { cursor } from './cursor.ts';
import { cypress } from './cypress.ts';
import { databricks } from './databricks.ts';
import { deepgram } from './deepgram.ts';
import { deepl } from './deepl.ts';
import { deepseek } from './deepseek.ts';
import { deepsource } from './deepsource.ts';
import { deno } from './deno.ts';
import { dify } from './dify.ts';
import { digitalocean } from './digitalocean.ts';
import { drone } from './drone.ts';
import { e2b } from './e2b.ts';
import { elevenlabs } from './elevenlabs.ts';
import { exa } from './exa.ts';
import { exoscale } from './exoscale.ts';
import { expo } from './expo.ts';
import { fal } from './fal.ts';
import { fastly } from './fastly.ts';
import { figma } from './figma.ts';
import { firecrawl } from './firecrawl.ts';
import { fireworks } from './fireworks.ts';
import { flagsmith } from './flagsmith.ts';
import { fossa } from './fossa.ts';
import { gitea } from './gitea.ts';
import { gitee } from './gitee.ts';
import { gitguardian } from './gitguardian.ts';
import { gitpod } from './gitpod.ts';
import { gladia } from './gladia.ts';
import { godaddy } from './godaddy.ts';
import { groq } from './groq.ts';
import { harness } from './harness.ts';
import { hcp } from './hcp.ts';
import { helicone } from './helicone.ts';
import { hetzner } from './hetzner.ts';
import { huawei } from './huawei.ts';
import { hume } from './hume.ts';
import { ibm } from './ibm.ts';
import { infisical } from './infisical.ts';
import { inngest } from './inngest.ts';
import { jenkins } from './jenkins.ts';
import { jetbrains } from './jetbrains.ts';
import { jfrog } from './jfrog.ts';
import { jina } from './jina.ts';
import { jira } from './jira.ts';
import { k3s } from './k3s.ts';
import { kaggle } from './kaggle.ts';
import { kong } from './kong.ts';
import { kubernetes } from './kubernetes.ts';
import { langfuse } from './langfuse.ts';
import { langsmith } from './langsmith.ts';
import { leonardo } from './leonardo.ts';
import { linear } from './linear.ts';
import { linode } from './linode.ts';
import { litellm } from './litellm.ts';
import { livekit } from './livekit.ts';
import { llamacloud } from './llamacloud.ts';
import { lokalise } from './lokalise.ts';
import { mem0 } from './mem0.ts';
import { miro } from './miro.ts';
import { mistral } from './mistral.ts';
import { modal } from './modal.ts';
import { mongodbAtlas } from './mongodbAtlas.ts';
import { moonshot } from './moonshot.ts';
import { namecheap } from './namecheap.ts';
import { neon } from './neon.ts';
import { neptune } from './neptune.ts';
import { netbird } from './netbird.ts';
import { netlify } from './netlify.ts';
import { ngrok } from './ngrok.ts';
import { nomad } from './nomad.ts';
import { nomic } from './nomic.ts';
import { nvidia } from './nvidia.ts';
import { nx } from './nx.ts';
import { octopusDeploy } from './octopusDeploy.ts';
import { openrouter } from './openrouter.ts';
import { openshift } from './openshift.ts';
import { ovh } from './ovh.ts';
import { percy } from './percy.ts';
import { perplexity } from './perplexity.ts';
import { phrase } from './phrase.ts';
import { picovoice } from './picovoice.ts';
import { pinecone } from './pinecone.ts';
import { porkbun } from './porkbun.ts';
import { portainer } from './portainer.ts';
import { postman } from './postman.ts';
import { promptlayer } from './promptlayer.ts';
import { railway } from './railway.ts';
import { rancher } from './rancher.ts';
import { readthedocs } from './readthedocs.ts';
import { render } from './render.ts';
import { replicate } from './replicate.ts';
import { retell } from './retell.ts';
import { roboflow } from './roboflow.ts';
import { runpod } from './runpod.ts';
import { runway } from './runway.ts';
import { sambanova } from './sambanova.ts';
import { sauceLabs } from './sauceLabs.ts';
import { scaleway } from './scaleway.ts';
import { scraperapi } from './scraperapi.ts';
import { scrapingbee } from './scrapingbee.ts';
import { semgrep } from './semgrep.ts';
import { serpapi } from './serpapi.ts';
import { serper } from './serper.ts';
import { shortcut } from './shortcut.ts';
import { siliconflow } from './siliconflow.ts';
import { smartsheet } from './smartsheet.ts';
import { snyk } from './snyk.ts';
import { socketSecurity } from './socketSecurity.ts';
import { sonar } from './sonar.ts';
import { sourcegraph } from './sourcegraph.ts';
import { stability } from './stability.ts';
import { stackhawk } from './stackhawk.ts';
import { supabase } from './supabase.ts';
import { tavily } from './tavily.ts';
import { teamcity } from './teamcity.ts';
import { tencent } from './tencent.ts';
import { terraformCloud } from './terraformCloud.ts';
import { todoist } from './todoist.ts';
import { together } from './together.ts';
import { travis } from './travis.ts';
import { trelloToken } from './trelloToken.ts';
import { triggerDev } from './triggerDev.ts';
import { unleash } from './unleash.ts';
import { upstash } from './upstash.ts';
import { vapi } from './vapi.ts';
import { vast } from './vast.ts';
import { vault } from './vault.ts';
import { vercel } from './vercel.ts';
import { volcengine } from './volcengine.ts';
import { voyage } from './voyage.ts';
import { vultr } from './vultr.ts';
import { wandb } from './wandb.ts';
import { weblate } from './weblate.ts';
import { wireguard } from './wireguard.ts';
import { xai } from './xai.ts';
import { yandex } from './yandex.ts';
import { zerotier } from './zerotier.ts';
import { zhipu } from './zhipu.ts';
import { zuplo } from './zuplo.ts';

export const providersA: readonly Detector[] = [
  ...agentops,
  ...airtable,
  ...akamai,
  ...akeyless,
  ...alibaba,
  ...ansible,
  ...anyscale,
  ...apify,
  ...apolloGraph,
  ...appCenter,
  ...asana,
  ...assemblyai,
  ...azureDevOps,
  ...backblaze,
  ...baseten,
  ...bitbucket,
  ...bitrise,
  ...bitwarden,
  ...blackForestLabs,
  ...braintrust,
  ...brave,
  ...browserbase,
  ...browserstack,
  ...buildkite,
  ...cartesia,
  ...cerebras,
  ...chromatic,
  ...circleci,
  ...civitai,
  ...clarifai,
  ...clickup,
  ...cloudflare,
  ...coda,
  ...codacy,
  ...codeclimate,
  ...codecov,
  ...codesandbox,
  ...cohere,
  ...comet,
  ...confluent,
  ...consul,
  ...context7,
  ...coveralls,
  ...crowdin,
  ...cursor,
  ...cypress,
  ...databricks,
  ...deepgram,
  ...deepl,
  ...deepseek,
  ...deepsource,
  ...deno,
  ...dify,
  ...digitalocean,
  ...drone,
  ...e2b,
  ...elevenlabs,
  ...exa,
  ...exoscale,
  ...expo,
  ...fal,
  ...fastly,
  ...figma,
  ...firecrawl,
  ...fireworks,
  ...flagsmith,
  ...fossa,
  ...gitea,
  ...gitee,
  ...gitguardian,
  ...gitpod,
  ...gladia,
  ...godaddy,
  ...groq,
  ...harness,
  ...hcp,
  ...helicone,
  ...hetzner,
  ...huawei,
  ...hume,
  ...ibm,
  ...infisical,
  ...inngest,
  ...jenkins,
  ...jetbrains,
  ...jfrog,
  ...jina,
  ...jira,
  ...k3s,
  ...kaggle,
  ...kong,
  ...kubernetes,
  ...langfuse,
  ...langsmith,
  ...leonardo,
  ...linear,
  ...linode,
  ...litellm,
  ...livekit,
  ...llamacloud,
  ...lokalise,
  ...mem0,
  ...miro,
  ...mistral,
  ...modal,
  ...mongodbAtlas,
  ...moonshot,
  ...namecheap,
  ...neon,
  ...neptune,
  ...netbird,
  ...netlify,
  ...ngrok,
  ...nomad,
  ...nomic,
  ...nvidia,
  ...nx,
  ...octopusDeploy,
  ...openrouter,
  ...openshift,
  ...ovh,
  ...percy,
  ...perplexity,
  ...phrase,
  ...picovoice,
  ...pinecone,
  ...porkbun,
  ...portainer,
  ...postman,
  ...promptlayer,
  ...railway,
  ...rancher,
  ...readthedocs,
  ...render,
  ...replicate,
  ...retell,
  ...roboflow,
  ...runpod,
  ...runway,
  ...sambanova,
  ...sauceLabs,
  ...scaleway,
  ...scraperapi,
  ...scrapingbee,
  ...semgrep,
  ...serpapi,
  ...serper,
  ...shortcut,
  ...siliconflow,
  ...smartsheet,
  ...snyk,
  ...socketSecurity,
  ...sonar,
  ...sourcegraph,
  ...stability,
  ...stackhawk,
  ...supabase,
  ...tavily,
  ...teamcity,
  ...tencent,
  ...terraformCloud,
  ...todoist,
  ...together,
  ...travis,
  ...trelloToken,
  ...triggerDev,
  ...unleash,
  ...upstash,
  ...vapi,
  ...vast,
  ...vault,
  ...vercel,
  ...volcengine,
  ...voyage,
  ...vultr,
  ...wandb,
  ...weblate,
  ...wireguard,
  ...xai,
  ...yandex,
  ...zerotier,
  ...zhipu,
  ...zuplo,
];
