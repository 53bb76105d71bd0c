{{- define "flex-video.name" -}}
{{- printf "%s-flex-video" .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "flex-video.secret" -}}
{{- .Values.secrets.existing | default (include "flex-video.name" .) -}}
{{- end -}}

{{- define "flex-video.selector" -}}
app.kubernetes.io/name: flex-video
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "flex-video.labels" -}}
{{ include "flex-video.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}
