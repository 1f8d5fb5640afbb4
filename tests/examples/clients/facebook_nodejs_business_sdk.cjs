// facebook-nodejs-business-sdk, Meta's own: the one thing that changes is the host, a static getter of its class.
const {FacebookAdsApi, FacebookAdsApiBatch, IGMedia, IGUser, Page, User} = require('facebook-nodejs-business-sdk');

const emulator = process.env.INSIGHTS_MOCK_URL ?? 'http://127.0.0.1:8080';
Object.defineProperty(FacebookAdsApi, 'GRAPH', {get: () => emulator});

const api = FacebookAdsApi.init('EAAmock-reader', 'en_US', false);
const ids = (found) => found.map((each) => each.id);

async function main() {
  // From the user to the account, as every program begins.
  const pages = await new User('me').getAccounts(['id', 'name'], {limit: 100});
  const page = await new Page(pages[0].id).get(['instagram_business_account']);
  const account = new IGUser(page.instagram_business_account.id);
  const profile = await account.get(['username', 'followers_count', 'media_count']);

  // Lists: next() follows paging.next as it stands.
  const media = await account.getMedia(['id', 'media_type', 'media_product_type', 'timestamp'], {limit: 50});
  const walked = [ids(media)];
  while (media.hasNext()) walked.push(ids(await media.next()));
  const stories = await account.getStories(['id', 'timestamp']);
  const photo = new IGMedia('17900000000000001');
  const comments = await photo.getComments(['text', 'timestamp'], {limit: 2});

  // Insights of the account and of a media.
  const series = await account.getInsights([], {metric: ['reach'], period: ['day']});
  const totals = await account.getInsights([], {metric: ['views', 'reach'], period: ['day'], metric_type: 'total_value'});
  const lifetime = await photo.getInsights([], {metric: ['reach', 'saved', 'likes']});

  // A batch: three questions in one request, the last of them a bad one.
  const answers = [];
  const batch = new FacebookAdsApiBatch(api);
  const note = (answer) => answers.push({status: answer.status, body: answer.body});
  for (const id of ['17900000000000001', '17900000000000002', '17999999999999999']) {
    batch.add('GET', [id, 'insights'], {metric: ['reach']}, undefined, note, note);
  }
  await batch.execute();

  // An error: the exception has the status and Graph's error object.
  const refused = await photo.getInsights([], {metric: ['navigation']}).catch((error) => error);

  return {
    pages: ids(pages),
    profile: profile.exportAllData(),
    walked,
    stories: ids(stories),
    comments: comments.map((each) => each.text),
    series: series.map((each) => each.exportAllData()),
    totals: totals.map((each) => each.exportAllData()),
    lifetime: lifetime.map((each) => each.exportAllData()),
    answers,
    refused: {name: refused.name, status: refused.status, response: refused.response},
  };
}

main().then((found) => console.log(JSON.stringify(found, null, 2)));
