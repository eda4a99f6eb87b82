namespace Ward.Standards.Csaf;

/// <summary>Kind of a remediation (CSAF 2.0, 3.2.3.12.1).</summary>
public enum CsafRemedy { Mitigation, NoFixPlanned, NoneAvailable, VendorFix, Workaround }
