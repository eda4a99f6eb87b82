using System.Net;
using System.Text.RegularExpressions;

namespace Ward.Server.Tests;

/// <summary>Keeps cookies and fills in forms, as a browser without scripts would.</summary>
internal sealed partial class Browser(HttpMessageHandler server) : IDisposable
{
    private readonly CookieContainer cookies = new();
    private readonly HttpClient client = new(server) { BaseAddress = new Uri("http://localhost/") };

    public CookieContainer Cookies => cookies;

    /// <summary>Sends with the cookies that it has and keeps those that come. Does not follow redirects.</summary>
    public async Task<HttpResponseMessage> Send(HttpRequestMessage request)
    {
        var uri = new Uri(client.BaseAddress!, request.RequestUri!);
        if (cookies.GetCookieHeader(uri) is { Length: > 0 } header) request.Headers.Add("Cookie", header);
        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (var cookie in set) cookies.SetCookies(uri, cookie);
        return answer;
    }

    public Task<HttpResponseMessage> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Opens the page, fills in the form and sends it.</summary>
    public async Task<HttpResponseMessage> Submit(string path, params (string Name, string Value)[] fields)
    {
        var page = await (await Get(path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var hidden = HiddenField().Matches(page).Select(m => KeyValuePair.Create(m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)));
        var form = hidden.Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) });
    }

    public void Dispose() => client.Dispose();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenField();
}
