using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ward.City;
using Ward.Standards.OpenC2.Profiles;
using Ward.Standards.OpenC2.Transfer;
using Ward.Trust.Certificates;

namespace Ward.Respond.Dialogue;

/// <summary>
/// Takes a new agent into the city's authority by its one-time code (docs/decisions/0006-agent-enrolment.md). The code
/// itself never goes over the line; both proofs are bound to the TLS key that this side sees, so whoever sits in between
/// has the wrong key and learns nothing. Thread-safe.
/// </summary>
public sealed class Enrolment(AgentRegistry registry, CityAuthority authority, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Change = TimeSpan.FromMilliseconds(100);

    /// <param name="address">https://IP:PORT as the agent printed it.</param>
    /// <param name="code">As the agent printed it; case, dashes and spaces do not matter.</param>
    /// <param name="elements">The elements that it serves, by the names with which it was started; none for one that only collects.</param>
    public async Task<EnrolmentResult> Enrol(Uri address, string code, IReadOnlyList<ElementId> elements, CancellationToken stop)
    {
        if (!OneTimeCode.TryRead(code, out var secret))
            return new EnrolmentResult.Refused("that is no enrolment code: 26 letters and digits are expected");
        if (address.Scheme != Uri.UriSchemeHttps)
            return new EnrolmentResult.Refused("the address begins with https://");
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(Patience);
        try
        {
            return await Talk(address, secret, elements, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new EnrolmentResult.Refused($"no answer within {Patience.TotalSeconds} s");
        }
        catch (HttpRequestException wrong)
        {
            return new EnrolmentResult.Refused(wrong.InnerException?.Message ?? wrong.Message);
        }
    }

    private async Task<EnrolmentResult> Talk(Uri address, byte[] code, IReadOnlyList<ElementId> elements, CancellationToken stop)
    {
        byte[]? key = null;
        var changed = false;
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        // Nothing vouches for this certificate yet: its key goes into both proofs, and only the right one makes them fit.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
        {
            if (certificate is not X509Certificate2 peer)
                return false;
            var seen = CityCertificate.KeyOf(peer);
            changed |= key is not null && !key.AsSpan().SequenceEqual(seen);
            key = seen;
            return !changed;
        };
        using var http = new HttpClient(handler) { MaxResponseContentBufferSize = 64 * 1024 };
        var where = new Uri(address, WardProfile.EnrolmentPath);

        var nonce = RandomNumberGenerator.GetBytes(32);
        var offer = await Send(http, where, new(EnrolmentMessage.Hello, nonce), stop).ConfigureAwait(false);
        if (offer is not { Step: EnrolmentMessage.Offer, Nonce: { } agentNonce, Request: { } request, Proof: { } proof } || key is null)
            return new EnrolmentResult.Refused(offer?.Words ?? "this is no agent that awaits enrolment");
        if (!CryptographicOperations.FixedTimeEquals(proof, EnrolmentProof.OfAgent(code, key, nonce, agentNonce, request)))
            return new EnrolmentResult.Refused("the agent does not know this code, or somebody sits in between");

        using var certificate = authority.SignAgent(request, $"ward agent {string.Join(' ', elements)}"[..Math.Min(60, 11 + string.Join(' ', elements).Length)]);
        if (certificate is null || !CityCertificate.KeyOf(certificate).AsSpan().SequenceEqual(key))
            return new EnrolmentResult.Refused("the agent's certificate request is not for its own key");
        using var city = authority.Certificate;
        var ours = EnrolmentProof.OfServer(code, key, nonce, agentNonce, request, certificate.RawData, city.RawData);
        var agent = new AgentRecord(address, CityCertificate.Pin(certificate), elements, time.GetUtcNow());
        EnrolmentMessage? done;
        try
        {
            done = await Send(http, where, new(EnrolmentMessage.HandOver, nonce, Proof: ours, Certificate: certificate.RawData, Authority: city.RawData), stop).ConfigureAwait(false);
        }
        catch (HttpRequestException) when (!stop.IsCancellationRequested)
        {
            // The answer was lost with its connection. Whether the agent took the certificate shows in whether it serves with it.
            done = await Serves(agent, stop).ConfigureAwait(false) ? new(EnrolmentMessage.Done) : null;
        }
        if (done is not { Step: EnrolmentMessage.Done })
            return new EnrolmentResult.Refused(done?.Words ?? "the agent did not take the certificate");
        registry.Add(agent);
        // The agent changes from the enrolment's listener to the real one; one that is slow to do so is enrolled all the same.
        await Serves(agent, stop).ConfigureAwait(false);
        return new EnrolmentResult.Enrolled(agent);
    }

    private async Task<bool> Serves(AgentRecord agent, CancellationToken stop)
    {
        using var city = authority.Certificate;
        using var line = new AgentLine(agent, city, authority.Client(CertificateRole.Producer), time);
        for (var attempt = 0; attempt < 30; attempt++)
        {
            if ((await line.Ask(CommandWords.AreYouThere(), TimeSpan.FromSeconds(1), stop).ConfigureAwait(false)).Response is not null)
                return true;
            await Task.Delay(Change, time, stop).ConfigureAwait(false);
        }
        return false;
    }

    private static async Task<EnrolmentMessage?> Send(HttpClient http, Uri where, EnrolmentMessage message, CancellationToken stop)
    {
        using var content = new ByteArrayContent(message.Print()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await http.PostAsync(where, content, stop).ConfigureAwait(false);
        return EnrolmentMessage.Read(await answer.Content.ReadAsByteArrayAsync(stop).ConfigureAwait(false));
    }
}
