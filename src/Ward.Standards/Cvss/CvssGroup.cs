namespace Ward.Standards.Cvss;

/// <summary>The group of metrics that a metric belongs to; what CVSS 3 calls temporal, CVSS 4.0 calls threat.</summary>
public enum CvssGroup { Base, Threat, Environmental, Supplemental }
