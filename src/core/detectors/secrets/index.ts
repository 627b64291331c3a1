/** The detectors of secrets, one file a provider. */
import type { Detector } from '../detector.ts';
import { ably } from './ably.ts';
import { abuseIpdb } from './abuseIpdb.ts';
import { adafruit } from './adafruit.ts';
import { adyen } from './adyen.ts';
import { age } from './age.ts';
import { agentops } from './agentops.ts';
import { airbrake } from './airbrake.ts';
import { airtable } from './airtable.ts';
import { akamai } from './akamai.ts';
import { akeyless } from './akeyless.ts';
import { alchemy } from './alchemy.ts';
import { algolia } from './algolia.ts';
import { alibaba } from './alibaba.ts';
import { alphaVantage } from './alphaVantage.ts';
import { amazonLogin } from './amazonLogin.ts';
import { amplitude } from './amplitude.ts';
import { ansible } from './ansible.ts';
import { anthropic } from './anthropic.ts';
import { anyscale } from './anyscale.ts';
import { apify } from './apify.ts';
import { apolloGraph } from './apolloGraph.ts';
import { appCenter } from './appCenter.ts';
import { appdynamics } from './appdynamics.ts';
import { asana } from './asana.ts';
import { assemblyai } from './assemblyai.ts';
import { atlassian } from './atlassian.ts';
import { auth0 } from './auth0.ts';
import { authress } from './authress.ts';
import { aws } from './aws.ts';
import { axiom } from './axiom.ts';
import { azure } from './azure.ts';
import { azureDevOps } from './azureDevOps.ts';
import { backblaze } from './backblaze.ts';
import { baseten } from './baseten.ts';
import { beamer } from './beamer.ts';
import { betterStack } from './betterStack.ts';
import { binance } from './binance.ts';
import { bitbucket } from './bitbucket.ts';
import { bitfinex } from './bitfinex.ts';
import { bitly } from './bitly.ts';
import { bitrise } from './bitrise.ts';
import { bittrex } from './bittrex.ts';
import { bitwarden } from './bitwarden.ts';
import { blackForestLabs } from './blackForestLabs.ts';
import { blockfrost } from './blockfrost.ts';
import { box } from './box.ts';
import { braintrust } from './braintrust.ts';
import { brave } from './brave.ts';
import { brevo } from './brevo.ts';
import { browserbase } from './browserbase.ts';
import { browserstack } from './browserstack.ts';
import { bugsnag } from './bugsnag.ts';
import { buildkite } from './buildkite.ts';
import { calendly } from './calendly.ts';
import { cartesia } from './cartesia.ts';
import { cashfree } from './cashfree.ts';
import { cerebras } from './cerebras.ts';
import { chargebee } from './chargebee.ts';
import { checkly } from './checkly.ts';
import { checkout } from './checkout.ts';
import { chromatic } from './chromatic.ts';
import { circleci } from './circleci.ts';
import { civitai } from './civitai.ts';
import { clarifai } from './clarifai.ts';
import { clerk } from './clerk.ts';
import { clickup } from './clickup.ts';
import { clojars } from './clojars.ts';
import { cloudflare } from './cloudflare.ts';
import { cloudinary } from './cloudinary.ts';
import { cloudsmith } from './cloudsmith.ts';
import { cockroachdb } from './cockroachdb.ts';
import { coda } from './coda.ts';
import { codacy } from './codacy.ts';
import { codeclimate } from './codeclimate.ts';
import { codecov } from './codecov.ts';
import { codesandbox } from './codesandbox.ts';
import { cohere } from './cohere.ts';
import { coinbase } from './coinbase.ts';
import { comet } from './comet.ts';
import { configcat } from './configcat.ts';
import { confluent } from './confluent.ts';
import { consul } from './consul.ts';
import { contentful } from './contentful.ts';
import { context7 } from './context7.ts';
import { courier } from './courier.ts';
import { coveralls } from './coveralls.ts';
import { cratesIo } from './cratesIo.ts';
import { crowdin } from './crowdin.ts';
import { cursor } from './cursor.ts';
import { customerio } from './customerio.ts';
import { cypress } from './cypress.ts';
import { databricks } from './databricks.ts';
import { datadog } from './datadog.ts';
import { datocms } from './datocms.ts';
import { dbt } from './dbt.ts';
import { deepgram } from './deepgram.ts';
import { deepl } from './deepl.ts';
import { deepseek } from './deepseek.ts';
import { deepsource } from './deepsource.ts';
import { deno } from './deno.ts';
import { dependencyTrack } from './dependencyTrack.ts';
import { devcycle } from './devcycle.ts';
import { devin } from './devin.ts';
import { dify } from './dify.ts';
import { digitalocean } from './digitalocean.ts';
import { dingtalk } from './dingtalk.ts';
import { discord } from './discord.ts';
import { disqus } from './disqus.ts';
import { docker } from './docker.ts';
import { docusign } from './docusign.ts';
import { doppler } from './doppler.ts';
import { drone } from './drone.ts';
import { dropbox } from './dropbox.ts';
import { duffel } from './duffel.ts';
import { duo } from './duo.ts';
import { dwolla } from './dwolla.ts';
import { dynatrace } from './dynatrace.ts';
import { e2b } from './e2b.ts';
import { easypost } from './easypost.ts';
import { ebay } from './ebay.ts';
import { elastic } from './elastic.ts';
import { elevenlabs } from './elevenlabs.ts';
import { etherscan } from './etherscan.ts';
import { etsy } from './etsy.ts';
import { exa } from './exa.ts';
import { exoscale } from './exoscale.ts';
import { expo } from './expo.ts';
import { fal } from './fal.ts';
import { fastly } from './fastly.ts';
import { figma } from './figma.ts';
import { finicity } from './finicity.ts';
import { finnhub } from './finnhub.ts';
import { firecrawl } from './firecrawl.ts';
import { fireworks } from './fireworks.ts';
import { flagsmith } from './flagsmith.ts';
import { fleetbase } from './fleetbase.ts';
import { flickr } from './flickr.ts';
import { flutterwave } from './flutterwave.ts';
import { flyio } from './flyio.ts';
import { fossa } from './fossa.ts';
import { frameIo } from './frameIo.ts';
import { freshbooks } from './freshbooks.ts';
import { freshworks } from './freshworks.ts';
import { frontegg } from './frontegg.ts';
import { fusionauth } from './fusionauth.ts';
import { gemfury } from './gemfury.ts';
import { getstream } from './getstream.ts';
import { gitea } from './gitea.ts';
import { gitee } from './gitee.ts';
import { gitguardian } from './gitguardian.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { gitpod } from './gitpod.ts';
import { gitter } from './gitter.ts';
import { gladia } from './gladia.ts';
import { gocardless } from './gocardless.ts';
import { godaddy } from './godaddy.ts';
import { google } from './google.ts';
import { gradle } from './gradle.ts';
import { grafana } from './grafana.ts';
import { groq } from './groq.ts';
import { gumroad } from './gumroad.ts';
import { harness } from './harness.ts';
import { hcp } from './hcp.ts';
import { helicone } from './helicone.ts';
import { here } from './here.ts';
import { heroku } from './heroku.ts';
import { hetzner } from './hetzner.ts';
import { hex } from './hex.ts';
import { honeycomb } from './honeycomb.ts';
import { huawei } from './huawei.ts';
import { hubspot } from './hubspot.ts';
import { huggingface } from './huggingface.ts';
import { hume } from './hume.ts';
import { ibm } from './ibm.ts';
import { ifttt } from './ifttt.ts';
import { infisical } from './infisical.ts';
import { infobip } from './infobip.ts';
import { infracost } from './infracost.ts';
import { infura } from './infura.ts';
import { inngest } from './inngest.ts';
import { intercom } from './intercom.ts';
import { intra42 } from './intra42.ts';
import { ipinfo } from './ipinfo.ts';
import { jenkins } from './jenkins.ts';
import { jetbrains } from './jetbrains.ts';
import { jfrog } from './jfrog.ts';
import { jina } from './jina.ts';
import { jira } from './jira.ts';
import { jsr } from './jsr.ts';
import { jumpcloud } from './jumpcloud.ts';
import { jwt } from './jwt.ts';
import { k3s } from './k3s.ts';
import { kaggle } from './kaggle.ts';
import { keycloak } from './keycloak.ts';
import { klarna } from './klarna.ts';
import { klaviyo } from './klaviyo.ts';
import { kong } from './kong.ts';
import { kraken } from './kraken.ts';
import { kubernetes } from './kubernetes.ts';
import { kucoin } from './kucoin.ts';
import { langfuse } from './langfuse.ts';
import { langsmith } from './langsmith.ts';
import { lark } from './lark.ts';
import { launchdarkly } from './launchdarkly.ts';
import { leonardo } from './leonardo.ts';
import { lichess } from './lichess.ts';
import { line } from './line.ts';
import { linear } from './linear.ts';
import { linkedin } from './linkedin.ts';
import { linode } from './linode.ts';
import { litellm } from './litellm.ts';
import { livekit } from './livekit.ts';
import { llamacloud } from './llamacloud.ts';
import { lob } from './lob.ts';
import { loggly } from './loggly.ts';
import { logzio } from './logzio.ts';
import { lokalise } from './lokalise.ts';
import { looker } from './looker.ts';
import { mailchimp } from './mailchimp.ts';
import { mailersend } from './mailersend.ts';
import { mailgun } from './mailgun.ts';
import { mailjet } from './mailjet.ts';
import { mailtrap } from './mailtrap.ts';
import { makeCom } from './makeCom.ts';
import { mapbox } from './mapbox.ts';
import { matrix } from './matrix.ts';
import { mattermost } from './mattermost.ts';
import { maxmind } from './maxmind.ts';
import { mem0 } from './mem0.ts';
import { mercadoPago } from './mercadoPago.ts';
import { mercury } from './mercury.ts';
import { messagebird } from './messagebird.ts';
import { meta } from './meta.ts';
import { microsoftTeams } from './microsoftTeams.ts';
import { midtrans } from './midtrans.ts';
import { miro } from './miro.ts';
import { mistral } from './mistral.ts';
import { mixpanel } from './mixpanel.ts';
import { modal } from './modal.ts';
import { mollie } from './mollie.ts';
import { mongodbAtlas } from './mongodbAtlas.ts';
import { moonshot } from './moonshot.ts';
import { namecheap } from './namecheap.ts';
import { nats } from './nats.ts';
import { neon } from './neon.ts';
import { neptune } from './neptune.ts';
import { netbird } from './netbird.ts';
import { netlify } from './netlify.ts';
import { newRelic } from './newRelic.ts';
import { newsApi } from './newsApi.ts';
import { ngrok } from './ngrok.ts';
import { nomad } from './nomad.ts';
import { nomic } from './nomic.ts';
import { notion } from './notion.ts';
import { npm } from './npm.ts';
import { nuget } from './nuget.ts';
import { nvidia } from './nvidia.ts';
import { nx } from './nx.ts';
import { octopusDeploy } from './octopusDeploy.ts';
import { okta } from './okta.ts';
import { okx } from './okx.ts';
import { omise } from './omise.ts';
import { onelogin } from './onelogin.ts';
import { onepassword } from './onepassword.ts';
import { onesignal } from './onesignal.ts';
import { onfido } from './onfido.ts';
import { openai } from './openai.ts';
import { openrouter } from './openrouter.ts';
import { openshift } from './openshift.ts';
import { openVsx } from './openVsx.ts';
import { openWeather } from './openWeather.ts';
import { opsgenie } from './opsgenie.ts';
import { ory } from './ory.ts';
import { ovh } from './ovh.ts';
import { packagecloud } from './packagecloud.ts';
import { packagist } from './packagist.ts';
import { paddle } from './paddle.ts';
import { pagarme } from './pagarme.ts';
import { pagerduty } from './pagerduty.ts';
import { particle } from './particle.ts';
import { patreon } from './patreon.ts';
import { paypal } from './paypal.ts';
import { paystack } from './paystack.ts';
import { percy } from './percy.ts';
import { perplexity } from './perplexity.ts';
import { persona } from './persona.ts';
import { phrase } from './phrase.ts';
import { picovoice } from './picovoice.ts';
import { pinecone } from './pinecone.ts';
import { pinterest } from './pinterest.ts';
import { plaid } from './plaid.ts';
import { planetscale } from './planetscale.ts';
import { plivo } from './plivo.ts';
import { polar } from './polar.ts';
import { porkbun } from './porkbun.ts';
import { portainer } from './portainer.ts';
import { posthog } from './posthog.ts';
import { postman } from './postman.ts';
import { postmark } from './postmark.ts';
import { prefect } from './prefect.ts';
import { privateKeys } from './privateKeys.ts';
import { promptlayer } from './promptlayer.ts';
import { pulumi } from './pulumi.ts';
import { pushbullet } from './pushbullet.ts';
import { pusher } from './pusher.ts';
import { pushover } from './pushover.ts';
import { pypi } from './pypi.ts';
import { quicknode } from './quicknode.ts';
import { railway } from './railway.ts';
import { ramp } from './ramp.ts';
import { rancher } from './rancher.ts';
import { rapidapi } from './rapidapi.ts';
import { raygun } from './raygun.ts';
import { razorpay } from './razorpay.ts';
import { readme } from './readme.ts';
import { readthedocs } from './readthedocs.ts';
import { recurly } from './recurly.ts';
import { reddit } from './reddit.ts';
import { render } from './render.ts';
import { replicate } from './replicate.ts';
import { resend } from './resend.ts';
import { retell } from './retell.ts';
import { roboflow } from './roboflow.ts';
import { rollbar } from './rollbar.ts';
import { rubygems } from './rubygems.ts';
import { runpod } from './runpod.ts';
import { runway } from './runway.ts';
import { salesforce } from './salesforce.ts';
import { sambanova } from './sambanova.ts';
import { samsara } from './samsara.ts';
import { sanity } from './sanity.ts';
import { sauceLabs } from './sauceLabs.ts';
import { scaleway } from './scaleway.ts';
import { scraperapi } from './scraperapi.ts';
import { scrapingbee } from './scrapingbee.ts';
import { secTrails } from './secTrails.ts';
import { segment } from './segment.ts';
import { semgrep } from './semgrep.ts';
import { sendbird } from './sendbird.ts';
import { sendgrid } from './sendgrid.ts';
import { sentry } from './sentry.ts';
import { serpapi } from './serpapi.ts';
import { serper } from './serper.ts';
import { shippo } from './shippo.ts';
import { shodan } from './shodan.ts';
import { shopify } from './shopify.ts';
import { shortcut } from './shortcut.ts';
import { signedUrls } from './signedUrls.ts';
import { siliconflow } from './siliconflow.ts';
import { slack } from './slack.ts';
import { smartsheet } from './smartsheet.ts';
import { snowflake } from './snowflake.ts';
import { snyk } from './snyk.ts';
import { socketSecurity } from './socketSecurity.ts';
import { sonar } from './sonar.ts';
import { sonatype } from './sonatype.ts';
import { sourcegraph } from './sourcegraph.ts';
import { sparkpost } from './sparkpost.ts';
import { splunk } from './splunk.ts';
import { spotify } from './spotify.ts';
import { square } from './square.ts';
import { squarespace } from './squarespace.ts';
import { stability } from './stability.ts';
import { stackhawk } from './stackhawk.ts';
import { statsig } from './statsig.ts';
import { storyblok } from './storyblok.ts';
import { strava } from './strava.ts';
import { stripe } from './stripe.ts';
import { stytch } from './stytch.ts';
import { sumologic } from './sumologic.ts';
import { supabase } from './supabase.ts';
import { tableau } from './tableau.ts';
import { tailscale } from './tailscale.ts';
import { tavily } from './tavily.ts';
import { teamcity } from './teamcity.ts';
import { teamwork } from './teamwork.ts';
import { telegram } from './telegram.ts';
import { telnyx } from './telnyx.ts';
import { tencent } from './tencent.ts';
import { terraformCloud } from './terraformCloud.ts';
import { thingsboard } from './thingsboard.ts';
import { thunderstore } from './thunderstore.ts';
import { todoist } from './todoist.ts';
import { together } from './together.ts';
import { tomtom } from './tomtom.ts';
import { travis } from './travis.ts';
import { trello } from './trello.ts';
import { trelloToken } from './trelloToken.ts';
import { triggerDev } from './triggerDev.ts';
import { truenas } from './truenas.ts';
import { twitch } from './twitch.ts';
import { twitter } from './twitter.ts';
import { typeform } from './typeform.ts';
import { ubidots } from './ubidots.ts';
import { unkey } from './unkey.ts';
import { unleash } from './unleash.ts';
import { upstash } from './upstash.ts';
import { uptimerobot } from './uptimerobot.ts';
import { vapi } from './vapi.ts';
import { vast } from './vast.ts';
import { vault } from './vault.ts';
import { vercel } from './vercel.ts';
import { viber } from './viber.ts';
import { vimeo } from './vimeo.ts';
import { virusTotal } from './virusTotal.ts';
import { voiceflow } from './voiceflow.ts';
import { volcengine } from './volcengine.ts';
import { vonage } from './vonage.ts';
import { voyage } from './voyage.ts';
import { vultr } from './vultr.ts';
import { wakatime } from './wakatime.ts';
import { wandb } from './wandb.ts';
import { webex } from './webex.ts';
import { webflow } from './webflow.ts';
import { weblate } from './weblate.ts';
import { wecom } from './wecom.ts';
import { wireguard } from './wireguard.ts';
import { wise } from './wise.ts';
import { woocommerce } from './woocommerce.ts';
import { workos } from './workos.ts';
import { xai } from './xai.ts';
import { xendit } from './xendit.ts';
import { xero } from './xero.ts';
import { yandex } from './yandex.ts';
import { yelp } from './yelp.ts';
import { zapier } from './zapier.ts';
import { zendesk } from './zendesk.ts';
import { zerotier } from './zerotier.ts';
import { zhipu } from './zhipu.ts';
import { zoho } from './zoho.ts';
import { zoom } from './zoom.ts';
import { zuplo } from './zuplo.ts';

export const secrets: readonly Detector[] = [
  ...ably,
  ...abuseIpdb,
  ...adafruit,
  ...adyen,
  ...age,
  ...agentops,
  ...airbrake,
  ...airtable,
  ...akamai,
  ...akeyless,
  ...alchemy,
  ...algolia,
  ...alibaba,
  ...alphaVantage,
  ...amazonLogin,
  ...amplitude,
  ...ansible,
  ...anthropic,
  ...anyscale,
  ...apify,
  ...apolloGraph,
  ...appCenter,
  ...appdynamics,
  ...asana,
  ...assemblyai,
  ...atlassian,
  ...auth0,
  ...authress,
  ...aws,
  ...axiom,
  ...azure,
  ...azureDevOps,
  ...backblaze,
  ...baseten,
  ...beamer,
  ...betterStack,
  ...binance,
  ...bitbucket,
  ...bitfinex,
  ...bitly,
  ...bitrise,
  ...bittrex,
  ...bitwarden,
  ...blackForestLabs,
  ...blockfrost,
  ...box,
  ...braintrust,
  ...brave,
  ...brevo,
  ...browserbase,
  ...browserstack,
  ...bugsnag,
  ...buildkite,
  ...calendly,
  ...cartesia,
  ...cashfree,
  ...cerebras,
  ...chargebee,
  ...checkly,
  ...checkout,
  ...chromatic,
  ...circleci,
  ...civitai,
  ...clarifai,
  ...clerk,
  ...clickup,
  ...clojars,
  ...cloudflare,
  ...cloudinary,
  ...cloudsmith,
  ...cockroachdb,
  ...coda,
  ...codacy,
  ...codeclimate,
  ...codecov,
  ...codesandbox,
  ...cohere,
  ...coinbase,
  ...comet,
  ...configcat,
  ...confluent,
  ...consul,
  ...contentful,
  ...context7,
  ...courier,
  ...coveralls,
  ...cratesIo,
  ...crowdin,
  ...cursor,
  ...customerio,
  ...cypress,
  ...databricks,
  ...datadog,
  ...datocms,
  ...dbt,
  ...deepgram,
  ...deepl,
  ...deepseek,
  ...deepsource,
  ...deno,
  ...dependencyTrack,
  ...devcycle,
  ...devin,
  ...dify,
  ...digitalocean,
  ...dingtalk,
  ...discord,
  ...disqus,
  ...docker,
  ...docusign,
  ...doppler,
  ...drone,
  ...dropbox,
  ...duffel,
  ...duo,
  ...dwolla,
  ...dynatrace,
  ...e2b,
  ...easypost,
  ...ebay,
  ...elastic,
  ...elevenlabs,
  ...etherscan,
  ...etsy,
  ...exa,
  ...exoscale,
  ...expo,
  ...fal,
  ...fastly,
  ...figma,
  ...finicity,
  ...finnhub,
  ...firecrawl,
  ...fireworks,
  ...flagsmith,
  ...fleetbase,
  ...flickr,
  ...flutterwave,
  ...flyio,
  ...fossa,
  ...frameIo,
  ...freshbooks,
  ...freshworks,
  ...frontegg,
  ...fusionauth,
  ...gemfury,
  ...getstream,
  ...gitea,
  ...gitee,
  ...gitguardian,
  ...github,
  ...gitlab,
  ...gitpod,
  ...gitter,
  ...gladia,
  ...gocardless,
  ...godaddy,
  ...google,
  ...gradle,
  ...grafana,
  ...groq,
  ...gumroad,
  ...harness,
  ...hcp,
  ...helicone,
  ...here,
  ...heroku,
  ...hetzner,
  ...hex,
  ...honeycomb,
  ...huawei,
  ...hubspot,
  ...huggingface,
  ...hume,
  ...ibm,
  ...ifttt,
  ...infisical,
  ...infobip,
  ...infracost,
  ...infura,
  ...inngest,
  ...intercom,
  ...intra42,
  ...ipinfo,
  ...jenkins,
  ...jetbrains,
  ...jfrog,
  ...jina,
  ...jira,
  ...jsr,
  ...jumpcloud,
  ...jwt,
  ...k3s,
  ...kaggle,
  ...keycloak,
  ...klarna,
  ...klaviyo,
  ...kong,
  ...kraken,
  ...kubernetes,
  ...kucoin,
  ...langfuse,
  ...langsmith,
  ...lark,
  ...launchdarkly,
  ...leonardo,
  ...lichess,
  ...line,
  ...linear,
  ...linkedin,
  ...linode,
  ...litellm,
  ...livekit,
  ...llamacloud,
  ...lob,
  ...loggly,
  ...logzio,
  ...lokalise,
  ...looker,
  ...mailchimp,
  ...mailersend,
  ...mailgun,
  ...mailjet,
  ...mailtrap,
  ...makeCom,
  ...mapbox,
  ...matrix,
  ...mattermost,
  ...maxmind,
  ...mem0,
  ...mercadoPago,
  ...mercury,
  ...messagebird,
  ...meta,
  ...microsoftTeams,
  ...midtrans,
  ...miro,
  ...mistral,
  ...mixpanel,
  ...modal,
  ...mollie,
  ...mongodbAtlas,
  ...moonshot,
  ...namecheap,
  ...nats,
  ...neon,
  ...neptune,
  ...netbird,
  ...netlify,
  ...newRelic,
  ...newsApi,
  ...ngrok,
  ...nomad,
  ...nomic,
  ...notion,
  ...npm,
  ...nuget,
  ...nvidia,
  ...nx,
  ...octopusDeploy,
  ...okta,
  ...okx,
  ...omise,
  ...onelogin,
  ...onepassword,
  ...onesignal,
  ...onfido,
  ...openai,
  ...openrouter,
  ...openshift,
  ...openVsx,
  ...openWeather,
  ...opsgenie,
  ...ory,
  ...ovh,
  ...packagecloud,
  ...packagist,
  ...paddle,
  ...pagarme,
  ...pagerduty,
  ...particle,
  ...patreon,
  ...paypal,
  ...paystack,
  ...percy,
  ...perplexity,
  ...persona,
  ...phrase,
  ...picovoice,
  ...pinecone,
  ...pinterest,
  ...plaid,
  ...planetscale,
  ...plivo,
  ...polar,
  ...porkbun,
  ...portainer,
  ...posthog,
  ...postman,
  ...postmark,
  ...prefect,
  ...privateKeys,
  ...promptlayer,
  ...pulumi,
  ...pushbullet,
  ...pusher,
  ...pushover,
  ...pypi,
  ...quicknode,
  ...railway,
  ...ramp,
  ...rancher,
  ...rapidapi,
  ...raygun,
  ...razorpay,
  ...readme,
  ...readthedocs,
  ...recurly,
  ...reddit,
  ...render,
  ...replicate,
  ...resend,
  ...retell,
  ...roboflow,
  ...rollbar,
  ...rubygems,
  ...runpod,
  ...runway,
  ...salesforce,
  ...sambanova,
  ...samsara,
  ...sanity,
  ...sauceLabs,
  ...scaleway,
  ...scraperapi,
  ...scrapingbee,
  ...secTrails,
  ...segment,
  ...semgrep,
  ...sendbird,
  ...sendgrid,
  ...sentry,
  ...serpapi,
  ...serper,
  ...shippo,
  ...shodan,
  ...shopify,
  ...shortcut,
  ...signedUrls,
  ...siliconflow,
  ...slack,
  ...smartsheet,
  ...snowflake,
  ...snyk,
  ...socketSecurity,
  ...sonar,
  ...sonatype,
  ...sourcegraph,
  ...sparkpost,
  ...splunk,
  ...spotify,
  ...square,
  ...squarespace,
  ...stability,
  ...stackhawk,
  ...statsig,
  ...storyblok,
  ...strava,
  ...stripe,
  ...stytch,
  ...sumologic,
  ...supabase,
  ...tableau,
  ...tailscale,
  ...tavily,
  ...teamcity,
  ...teamwork,
  ...telegram,
  ...telnyx,
  ...tencent,
  ...terraformCloud,
  ...thingsboard,
  ...thunderstore,
  ...todoist,
  ...together,
  ...tomtom,
  ...travis,
  ...trello,
  ...trelloToken,
  ...triggerDev,
  ...truenas,
  ...twitch,
  ...twitter,
  ...typeform,
  ...ubidots,
  ...unkey,
  ...unleash,
  ...upstash,
  ...uptimerobot,
  ...vapi,
  ...vast,
  ...vault,
  ...vercel,
  ...viber,
  ...vimeo,
  ...virusTotal,
  ...voiceflow,
  ...volcengine,
  ...vonage,
  ...voyage,
  ...vultr,
  ...wakatime,
  ...wandb,
  ...webex,
  ...webflow,
  ...weblate,
  ...wecom,
  ...wireguard,
  ...wise,
  ...woocommerce,
  ...workos,
  ...xai,
  ...xendit,
  ...xero,
  ...yandex,
  ...yelp,
  ...zapier,
  ...zendesk,
  ...zerotier,
  ...zhipu,
  ...zoho,
  ...zoom,
  ...zuplo,
];
