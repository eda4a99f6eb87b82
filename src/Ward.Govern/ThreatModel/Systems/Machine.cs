namespace Ward.Govern.ThreatModel.Systems;

public enum Machine { Physical, Virtual, Container, Serverless }
