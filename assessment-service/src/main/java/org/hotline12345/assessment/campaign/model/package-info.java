/** How a campaign is planned and how far it is. */
package org.hotline12345.assessment.campaign.model;
