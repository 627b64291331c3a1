/** Payment, messaging, mail, monitoring, identity, package registries and the other services developers use. */
import type { Detector } from '../detector.ts';
import { ably } from './ably.ts';
import { abuseIpdb } from './abuseIpdb.ts';
import { adafruit } from './adafruit.ts';
import { adyen } from './adyen.ts';
import { airbrake } from './airbrake.ts';
import { algolia } from './algolia.ts';
import { alphaVantage } from './alphaVantage.ts';
import { amazonLogin } from './amazonLogin.ts';
import { amplitude } from './amplitude.ts';
import { appdynamics } from './appdynamics.ts';
import { auth0 } from './auth0.ts';
import { axiom } from './axiom.ts';
import { beamer } from './beamer.ts';
import { betterStack } from './betterStack.ts';
import { binance } from './binance.ts';
import { bitfinex } from './bitfinex.ts';
import { bitly } from './bitly.ts';
import { bittrex } from './bittrex.ts';
import { blockfrost } from './blockfrost.ts';
import { box } from './box.ts';
import { brevo } from './brevo.ts';
import { bugsnag } from './bugsnag.ts';
import { calendly } from './calendly.ts';
import { cashfree } from './cashfree.ts';
import { chargebee } from './chargebee.ts';
import { checkly } from './checkly.ts';
import { checkout } from './checkout.ts';
import { clerk } from './clerk.ts';
import { clojars } from './clojars.ts';
import { cloudsmith } from './cloudsmith.ts';
import { coinbase } from './coinbase.ts';
import { configcat } from './configcat.ts';
import { contentful } from './contentful.ts';
import { courier } from './courier.ts';
import { cratesIo } from './cratesIo.ts';
import { customerio } from './customerio.ts';
import { datadog } from './datadog.ts';
import { datocms } from './datocms.ts';
import { dbt } from './dbt.ts';
import { devcycle } from './devcycle.ts';
import { dingtalk } from './dingtalk.ts';
import { discord } from './discord.ts';
import { disqus } from './disqus.ts';
import { docusign } from './docusign.ts';
import { dropbox } from './dropbox.ts';
import { duffel } from './duffel.ts';
import { duo } from './duo.ts';
import { dwolla } from './dwolla.ts';
import { dynatrace } from './dynatrace.ts';
import { easypost } from './easypost.ts';
import { ebay } from './ebay.ts';
import { elastic } from './elastic.ts';
import { etsy } from './etsy.ts';
import { finicity } from './finicity.ts';
import { finnhub } from './finnhub.ts';
import { flickr } from './flickr.ts';
import { flutterwave } from './flutterwave.ts';
import { frameIo } from './frameIo.ts';
import { freshbooks } from './freshbooks.ts';
import { freshworks } from './freshworks.ts';
import { frontegg } from './frontegg.ts';
import { fusionauth } from './fusionauth.ts';
import { gemfury } from './gemfury.ts';
import { getstream } from './getstream.ts';
import { gitter } from './gitter.ts';
import { gocardless } from './gocardless.ts';
import { gradle } from './gradle.ts';
import { grafana } from './grafana.ts';
import { gumroad } from './gumroad.ts';
import { here } from './here.ts';
import { hex } from './hex.ts';
import { honeycomb } from './honeycomb.ts';
import { hubspot } from './hubspot.ts';
import { ifttt } from './ifttt.ts';
import { infobip } from './infobip.ts';
import { intercom } from './intercom.ts';
import { ipinfo } from './ipinfo.ts';
import { jfrog } from './jfrog.ts';
import { jsr } from './jsr.ts';
import { jumpcloud } from './jumpcloud.ts';
import { keycloak } from './keycloak.ts';
import { klarna } from './klarna.ts';
import { klaviyo } from './klaviyo.ts';
import { kraken } from './kraken.ts';
import { kucoin } from './kucoin.ts';
import { lark } from './lark.ts';
import { launchdarkly } from './launchdarkly.ts';
import { lichess } from './lichess.ts';
import { line } from './line.ts';
import { linkedin } from './linkedin.ts';
import { lob } from './lob.ts';
import { loggly } from './loggly.ts';
import { logzio } from './logzio.ts';
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
import { mercadoPago } from './mercadoPago.ts';
import { mercury } from './mercury.ts';
import { messagebird } from './messagebird.ts';
import { meta } from './meta.ts';
import { microsoftTeams } from './microsoftTeams.ts';
import { midtrans } from './midtrans.ts';
import { mixpanel } from './mixpanel.ts';
import { mollie } from './mollie.ts';
import { newRelic } from './newRelic.ts';
import { newsApi } from './newsApi.ts';
import { nuget } from './nuget.ts';
import { okta } from './okta.ts';
import { okx } from './okx.ts';
import { omise } from './omise.ts';
import { onelogin } from './onelogin.ts';
import { onesignal } from './onesignal.ts';
import { onfido } from './onfido.ts';
import { openVsx } from './openVsx.ts';
import { openWeather } from './openWeather.ts';
import { opsgenie } from './opsgenie.ts';
import { ory } from './ory.ts';
import { packagecloud } from './packagecloud.ts';
import { packagist } from './packagist.ts';
import { paddle } from './paddle.ts';
import { pagerduty } from './pagerduty.ts';
import { particle } from './particle.ts';
import { patreon } from './patreon.ts';
import { paypal } from './paypal.ts';
import { paystack } from './paystack.ts';
import { persona } from './persona.ts';
import { pinterest } from './pinterest.ts';
import { plaid } from './plaid.ts';
import { plivo } from './plivo.ts';
import { polar } from './polar.ts';
import { posthog } from './posthog.ts';
import { postmark } from './postmark.ts';
import { pushbullet } from './pushbullet.ts';
import { pusher } from './pusher.ts';
import { pushover } from './pushover.ts';
import { quicknode } from './quicknode.ts';
import { ramp } from './ramp.ts';
import { rapidapi } from './rapidapi.ts';
import { raygun } from './raygun.ts';
import { razorpay } from './razorpay.ts';
import { readme } from './readme.ts';
import { recurly } from './recurly.ts';
import { reddit } from './reddit.ts';
import { resend } from './resend.ts';
import { rollbar } from './rollbar.ts';
import { rubygems } from './rubygems.ts';
import { salesforce } from './salesforce.ts';
import { samsara } from './samsara.ts';
import { sanity } from './sanity.ts';
import { secTrails } from './secTrails.ts';
import { segment } from './segment.ts';
import { sendbird } from './sendbird.ts';
import { sentry } from './sentry.ts';
import { shippo } from './shippo.ts';
import { shodan } from './shodan.ts';
import { shopify } from './shopify.ts';
import { snowflake } from './snowflake.ts';
import { sonatype } from './sonatype.ts';
import { sparkpost } from './sparkpost.ts';
import { splunk } from './splunk.ts';
import { spotify } from './spotify.ts';
import { square } from './square.ts';
import { squarespace } from './squarespace.ts';
import { statsig } from './statsig.ts';
import { storyblok } from './storyblok.ts';
import { strava } from './strava.ts';
import { stytch } from './stytch.ts';
import { sumologic } from './sumologic.ts';
import { tableau } from './tableau.ts';
import { telegram } from './telegram.ts';
import { telnyx } from './telnyx.ts';
import { thunderstore } from './thunderstore.ts';
import { tomtom } from './tomtom.ts';
import { trello } from './trello.ts';
import { twitch } from './twitch.ts';
import { twitter } from './twitter.ts';
import { typeform } from './typeform.ts';
import { unkey } from './unkey.ts';
import { uptimerobot } from './uptimerobot.ts';
import { viber } from './viber.ts';
import { vimeo } from './vimeo.ts';
import { virusTotal } from './virusTotal.ts';
import { vonage } from './vonage.ts';
import { wakatime } from './wakatime.ts';
import { webex } from './webex.ts';
import { webflow } from './webflow.ts';
import { wecom } from './wecom.ts';
import { wise } from './wise.ts';
import { woocommerce } from './woocommerce.ts';
import { workos } from './workos.ts';
import { xendit } from './xendit.ts';
import { xero } from './xero.ts';
import { yelp } from './yelp.ts';
import { zendesk } from './zendesk.ts';
import { zoho } from './zoho.ts';
import { zoom } from './zoom.ts';

export const providersB: readonly Detector[] = [
  ...ably,
  ...abuseIpdb,
  ...adafruit,
  ...adyen,
  ...airbrake,
  ...algolia,
  ...alphaVantage,
  ...amazonLogin,
  ...amplitude,
  ...appdynamics,
  ...auth0,
  ...axiom,
  ...beamer,
  ...betterStack,
  ...binance,
  ...bitfinex,
  ...bitly,
  ...bittrex,
  ...blockfrost,
  ...box,
  ...brevo,
  ...bugsnag,
  ...calendly,
  ...cashfree,
  ...chargebee,
  ...checkly,
  ...checkout,
  ...clerk,
  ...clojars,
  ...cloudsmith,
  ...coinbase,
  ...configcat,
  ...contentful,
  ...courier,
  ...cratesIo,
  ...customerio,
  ...datadog,
  ...datocms,
  ...dbt,
  ...devcycle,
  ...dingtalk,
  ...discord,
  ...disqus,
  ...docusign,
  ...dropbox,
  ...duffel,
  ...duo,
  ...dwolla,
  ...dynatrace,
  ...easypost,
  ...ebay,
  ...elastic,
  ...etsy,
  ...finicity,
  ...finnhub,
  ...flickr,
  ...flutterwave,
  ...frameIo,
  ...freshbooks,
  ...freshworks,
  ...frontegg,
  ...fusionauth,
  ...gemfury,
  ...getstream,
  ...gitter,
  ...gocardless,
  ...gradle,
  ...grafana,
  ...gumroad,
  ...here,
  ...hex,
  ...honeycomb,
  ...hubspot,
  ...ifttt,
  ...infobip,
  ...intercom,
  ...ipinfo,
  ...jfrog,
  ...jsr,
  ...jumpcloud,
  ...keycloak,
  ...klarna,
  ...klaviyo,
  ...kraken,
  ...kucoin,
  ...lark,
  ...launchdarkly,
  ...lichess,
  ...line,
  ...linkedin,
  ...lob,
  ...loggly,
  ...logzio,
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
  ...mercadoPago,
  ...mercury,
  ...messagebird,
  ...meta,
  ...microsoftTeams,
  ...midtrans,
  ...mixpanel,
  ...mollie,
  ...newRelic,
  ...newsApi,
  ...nuget,
  ...okta,
  ...okx,
  ...omise,
  ...onelogin,
  ...onesignal,
  ...onfido,
  ...openVsx,
  ...openWeather,
  ...opsgenie,
  ...ory,
  ...packagecloud,
  ...packagist,
  ...paddle,
  ...pagerduty,
  ...particle,
  ...patreon,
  ...paypal,
  ...paystack,
  ...persona,
  ...pinterest,
  ...plaid,
  ...plivo,
  ...polar,
  ...posthog,
  ...postmark,
  ...pushbullet,
  ...pusher,
  ...pushover,
  ...quicknode,
  ...ramp,
  ...rapidapi,
  ...raygun,
  ...razorpay,
  ...readme,
  ...recurly,
  ...reddit,
  ...resend,
  ...rollbar,
  ...rubygems,
  ...salesforce,
  ...samsara,
  ...sanity,
  ...secTrails,
  ...segment,
  ...sendbird,
  ...sentry,
  ...shippo,
  ...shodan,
  ...shopify,
  ...snowflake,
  ...sonatype,
  ...sparkpost,
  ...splunk,
  ...spotify,
  ...square,
  ...squarespace,
  ...statsig,
  ...storyblok,
  ...strava,
  ...stytch,
  ...sumologic,
  ...tableau,
  ...telegram,
  ...telnyx,
  ...thunderstore,
  ...tomtom,
  ...trello,
  ...twitch,
  ...twitter,
  ...typeform,
  ...unkey,
  ...uptimerobot,
  ...viber,
  ...vimeo,
  ...virusTotal,
  ...vonage,
  ...wakatime,
  ...webex,
  ...webflow,
  ...wecom,
  ...wise,
  ...woocommerce,
  ...workos,
  ...xendit,
  ...xero,
  ...yelp,
  ...zendesk,
  ...zoho,
  ...zoom,
];
