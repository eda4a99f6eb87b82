using Ward.City.Exposures;
using Ward.Standards.Ssvc;

namespace Ward.City.Priorities;

/// <summary>How soon an exposure is to be mended (SSVC's deployer table), with each answer that led there and the reason in plain words.</summary>
/// <param name="Exploitation">From KEV, the city's file, a CVE record, or the exploit maturity of the CVSS vector; none where nothing is known.</param>
/// <param name="Exposed">From the flows that reach the asset.</param>
/// <param name="Automatable">From the register, else from the CVSS vector.</param>
/// <param name="Human">From the services that need the asset.</param>
/// <param name="PublicSafety">Whether people come to harm when those services fail.</param>
public sealed record ExposurePriority(
    Exposure Exposure, DeployerPriority Priority, Exploitation Exploitation, SystemExposure Exposed, bool Automatable, HumanImpact Human, PublicSafetyImpact PublicSafety, string Reason);
