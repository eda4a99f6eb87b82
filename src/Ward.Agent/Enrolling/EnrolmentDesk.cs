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

    private readonly Lock _turn = new();
    private readonly byte[] _request = identity.Request();
    private readonly Dictionary<string, byte[]> _offers = new(StringComparer.Ordinal);
    private readonly long _opened = time.GetTimestamp();
    private int _wrong;
    private bool _used;

    public bool Enrolled { get { lock (_turn) return _used; } }

    public bool IsVoid { get { lock (_turn) return _used || _wrong >= MostWrong || time.GetElapsedTime(_opened) > Valid; } }

    public EnrolmentMessage Answer(EnrolmentMessage? message)
    {
        lock (_turn)
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
        if (_offers.Count >= MostHellos)
            _offers.Clear();
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        _offers[Convert.ToHexString(serverNonce)] = nonce;
        return new(EnrolmentMessage.Offer, nonce, _request, EnrolmentProof.OfAgent(code, identity.PublicKey, serverNonce, nonce, _request));
    }

    private EnrolmentMessage Take(byte[] serverNonce, byte[] proof, byte[] certificate, byte[] authority)
    {
        if (!_offers.Remove(Convert.ToHexString(serverNonce), out var nonce))
            return Refuse("no offer was made to this nonce");
        var expected = EnrolmentProof.OfServer(code, identity.PublicKey, serverNonce, nonce, _request, certificate, authority);
        if (!CryptographicOperations.FixedTimeEquals(expected, proof))
        {
            _wrong++;
            return Refuse($"wrong proof, {MostWrong - _wrong} tries left");
        }
        if (!identity.TryKeep(certificate, authority, time.GetUtcNow()))
            return Refuse("the certificate is not for this key, or not from this authority");
        _used = true;
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
