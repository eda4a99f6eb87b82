using Ward.Standards.OpenC2.Profiles;

namespace Ward.Trust.Certificates;

/// <summary>What a certificate of the city's authority is for.</summary>
public enum CertificateRole
{
    /// <summary>The server: every command. Lives 30 days; renewed when less than 20 are left.</summary>
    Producer,
    /// <summary>The kill switch: releases only. Lives 400 days; renewed when less than 266 are left, so that a server long gone can still be outlived.</summary>
    Release,
    /// <summary>An agent's side of TLS. Lives 398 days; renewed by a new enrolment.</summary>
    Agent,
}

internal static class CertificateRoles
{
    public static TimeSpan Life(this CertificateRole role) => TimeSpan.FromDays(role switch
    {
        CertificateRole.Producer => 30,
        CertificateRole.Release => 400,
        CertificateRole.Agent => 398,
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    });

    public static string Uri(this CertificateRole role) => role switch
    {
        CertificateRole.Producer => WardProfile.ProducerRole,
        CertificateRole.Release => WardProfile.ReleaseRole,
        CertificateRole.Agent => WardProfile.AgentRole,
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
