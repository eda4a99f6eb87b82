using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Ward.Standards.OpenC2.Profiles;

namespace Ward.Agent.Enrolling;

/// <summary>
/// Accepts exactly one enrolment by a one-time code. The code is void after use, after 15 minutes, or after five wrong
/// proofs. Thread-safe.
/// </summary>
internal sealed class EnrolmentDesk(AgentIdentity identity, byte[] code, TimeProvider time, ILogger log)
{
    private const int NonceBytes = 32;
    private const int MostWrong = 5, MostHellos = 64;
    private static readonly TimeSpan Valid = TimeSpan.FromMinutes(15);

    private readonly Lock turn = new();
    private readonly byte[] request = identity.Request();
    private readonly Dictionary<string, byte[]> offers = new(StringComparer.Ordinal);
    private readonly long opened = time.GetTimestamp();
    private int wrong;
    private bool used;

    public bool Enrolled { get { lock (turn) return used; } }

    public bool IsVoid { get { lock (turn) return used || wrong >= MostWrong || time.GetElapsedTime(opened) > Valid; } }

    public EnrolmentMessage Answer(EnrolmentMessage? message)
    {
        lock (turn)
        {
            if (IsVoid)
                return Refuse("the code is void: start the agent again for a new one");
            return message switch
            {
                { Step: EnrolmentMessage.Hello, Nonce: { Length: NonceBytes } nonce } => Offer(nonce),
                { Step: EnrolmentMessage.HandOver, Nonce: { Length: NonceBytes } nonce, Proof: { } proof, Certificate: { } certificate, Authority: { } authority } =>
                    Take(nonce, proof, certificate, authority),
                _ => Refuse("not a message of an enrolment"),
            };
        }
    }

    private EnrolmentMessage Offer(byte[] serverNonce)
    {
        if (offers.Count >= MostHellos)
            offers.Clear();
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        offers[Convert.ToHexString(serverNonce)] = nonce;
        return new(EnrolmentMessage.Offer, nonce, request, EnrolmentProof.OfAgent(code, identity.PublicKey, serverNonce, nonce, request));
    }

    private EnrolmentMessage Take(byte[] serverNonce, byte[] proof, byte[] certificate, byte[] authority)
    {
        if (!offers.Remove(Convert.ToHexString(serverNonce), out var nonce))
            return Refuse("no offer was made to this nonce");
        var expected = EnrolmentProof.OfServer(code, identity.PublicKey, serverNonce, nonce, request, certificate, authority);
        if (!CryptographicOperations.FixedTimeEquals(expected, proof))
        {
            this.wrong++;
            return Refuse($"wrong proof, {MostWrong - this.wrong} tries left");
        }
        if (!identity.TryKeep(certificate, authority, time.GetUtcNow()))
            return Refuse("the certificate is not for this key, or not from this authority");
        used = true;
        CryptographicOperations.ZeroMemory(code);
        AgentLog.Enrolled(log);
        return new(EnrolmentMessage.Done);
    }

    private EnrolmentMessage Refuse(string words)
    {
        AgentLog.EnrolmentRefused(log, words);
        return new(EnrolmentMessage.Refused, Words: words);
    }
}
